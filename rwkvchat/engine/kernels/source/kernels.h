// What the kernels are given and what they do: plain structures, which ctypes can fill, and one table of functions for
// each set of instructions. Every array is dense; a weight may lie at any address, as in a mapped file.
//
// A row of x gives the same bits whatever rows lie beside it and however many threads there are: each sum runs over
// its terms in one fixed order. Another set of instructions adds in another order, and may round differently.
#ifndef RWKVCHAT_KERNELS_H
#define RWKVCHAT_KERNELS_H

#include <stdint.h>

namespace rwkvchat {

enum Kind : int64_t { F32 = 0, BF16 = 1, F16 = 2, I8 = 3, I4 = 4 };

// A weight of shape (n_out, n_in).
//   i8: codes int8; the weight is code * rows[out] * columns[in]
//   i4: codes of four bits in two's complement, of 32 weights in 16 bytes: the first 16 in their lower halves, the
//       others in the upper ones; n_in is filled up to whole groups. The weight is
//       code * groups[out, in / 32] * rows[out] * columns[in]
struct Matrix {
    const uint8_t* weight;  // the numbers, or the codes
    const uint8_t* groups;  // i4: half (n_out, n_in / 32), else null
    const float* rows;      // i8, i4: (n_out,), else null
    const float* columns;   // i8, i4: (n_in,), else null
    int64_t n_out, n_in;
    int64_t kind;
};

// y = x @ weight.T: x float (rows, n_in), y float (rows, n_out).
struct Product {
    const Matrix* matrix;
    const float* x;
    float* y;
};

// A product on its way: x as the kernel wants to read it.
struct Prepared {
    const Matrix* matrix;
    const float* x;
    int64_t x_stride;  // floats from row to row
    float* y;
    int64_t rows;
};

// The weighted average of all values so far, `n_texts` texts side by side: k, v, out (n_texts, n_tokens, width), the
// sums (n_texts, width). With `gate` of the same shape as k, the average is multiplied by sigmoid(gate).
struct Scan {
    const float *decay, *first, *k, *v, *gate;
    const float *num, *den, *max;
    float *out, *new_num, *new_den, *new_max;
    int64_t n_texts, n_tokens, width;
};

// Layer norm over rows of x (rows, width), then up to three mixtures of each normed row with the one before it:
// outs[i] = previous + (normed - previous) * mixes[i]. Before the first row of a text is `last` (width,); where each
// row is one token of a text of its own (`texts`), before row i is row i of `last` (rows, width).
struct NormMix {
    const float *x, *weight, *bias, *last;
    const float* mixes[3];
    float* outs[3];
    float* normed;
    int64_t rows, width, n_mixes, texts;
    double epsilon;
};

// One set of instructions. Ranges are of weight rows, of channels, of rows, of elements.
struct Table {
    const char* name;
    int64_t (*prepared_stride)(const Matrix& matrix);  // floats of a row that `prepare` makes; 0: x is read as it is
    void (*prepare)(const Matrix& matrix, const float* x, float* out);
    void (*product)(const Prepared& product, int64_t begin, int64_t end);
    void (*scan)(const Scan& scan, int64_t begin, int64_t end);
    void (*norm_rows)(const NormMix& mix, int64_t begin, int64_t end);
    void (*mix_rows)(const NormMix& mix, int64_t begin, int64_t end);
    void (*square_of_relu)(const float* x, float* out, int64_t begin, int64_t end);
    void (*add)(const float* x, const float* y, float* out, int64_t begin, int64_t end);
    void (*add_gated)(const float* x, const float* gate, const float* value, float* out, int64_t begin, int64_t end);
    double (*exponentials)(float* x, int64_t n);  // x - the largest of x to its exponential, in place; gives their sum
};

// Null where it was not compiled for this processor's family, or this processor does not have the instructions.
const Table* portable_table();
const Table* avx2_table();
const Table* avx512_table();

}  // namespace rwkvchat

#endif
