// Which token comes next, from logits: the penalties, softmax, top_p, top_k, and only then the temperature.
#ifndef RWKVCHAT_DRAW_H
#define RWKVCHAT_DRAW_H

#include "kernels.h"

namespace rwkvchat {

struct Draw {
    const float* logits;  // (n,), finite
    float* counts;  // (n,): how often each token occurred; afterwards these have faded, and the token drawn is counted
    const int64_t* seen;  // (n_seen,): the tokens that occurred, each once
    int64_t n, n_seen, top_k;  // top_k 0: any number of tokens
    double presence, frequency, penalty_decay, top_p;
    double temperature;  // 0: the likeliest token, whatever top_p and top_k are
    double point;  // in [0, 1): where in the running sum of what is left the token lies
};

// The token; -1 where there is no memory, -2 where a token that occurred is none of the n.
int64_t run_draw(const Table& table, const Draw& draw);

}  // namespace rwkvchat

#endif
