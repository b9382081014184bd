// Which tokens may come next: those that top_p leaves, after the penalties.
#ifndef RWKVCHAT_CHOICE_H
#define RWKVCHAT_CHOICE_H

#include "kernels.h"

namespace rwkvchat {

struct Choice {
    const float* logits;  // (n,), finite
    const float* counts;  // (n,): how often each token occurred, faded
    const int64_t* seen;  // (n_seen,): the tokens that occurred, each once
    int64_t n, n_seen;
    double presence, frequency, top_p;
    int64_t* ids;  // room for n: what is left, ascending
    float* probs;  // room for n: the probabilities of these, among all
};

// How many are left; 0 where there is no memory, -1 where a token that occurred is none of the n.
int64_t run_choice(const Table& table, const Choice& choice);

}  // namespace rwkvchat

#endif
