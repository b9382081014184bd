// Some layers of the network for one token of each of a few texts: all that lies between two looks at the stop flag.
#ifndef RWKVCHAT_STEP_H
#define RWKVCHAT_STEP_H

#include "kernels.h"

namespace rwkvchat {

// The weights of a layer; vectors are (width,).
struct Layer {
    const float *att_norm_weight, *att_norm_bias, *ffn_norm_weight, *ffn_norm_bias;
    const float *decay, *first, *att_mix_k, *att_mix_v, *att_mix_r, *ffn_mix_k, *ffn_mix_r;
    Matrix att_key, att_value, att_receptance, att_output, ffn_key, ffn_receptance, ffn_value;
    double epsilon;
};

// What layers are given and give. x and out (rows, width) are the residual stream before and after them, the other two
// (n_layers, 5, rows, width) their states: shift of time mixing, num, den, max, shift of channel mixing.
struct Step {
    const float* x;
    float* out;
    const float* before;
    float* after;
    int64_t rows, width;
};

// False where there is no memory.
bool run_step(const Table& table, const Layer* const* layers, int64_t n_layers, const Step& step, int64_t threads);

}  // namespace rwkvchat

#endif
