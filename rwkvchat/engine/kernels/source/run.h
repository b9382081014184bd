// Whole operations: each cut into pieces that do not depend on the number of threads, and shared among them.
#ifndef RWKVCHAT_RUN_H
#define RWKVCHAT_RUN_H

#include "kernels.h"

namespace rwkvchat {

// `count` products of the same number of rows. False where there is no memory to prepare x in.
bool run_products(const Table& table, const Product* products, int64_t count, int64_t rows, int64_t threads);
void run_scan(const Table& table, const Scan& scan, int64_t threads);
void run_norm_mix(const Table& table, const NormMix& mix, int64_t threads);
void run_square_of_relu(const Table& table, const float* x, float* out, int64_t count, int64_t threads);
void run_add(const Table& table, const float* x, const float* y, float* out, int64_t count, int64_t threads);
void run_add_gated(const Table& table, const float* x, const float* gate, const float* value, float* out, int64_t count,
                   int64_t threads);

}  // namespace rwkvchat

#endif
