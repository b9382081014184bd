// Whole operations: each cut into pieces that do not depend on the number of threads, and shared among a team.
#ifndef RWKVCHAT_RUN_H
#define RWKVCHAT_RUN_H

#include "kernels.h"
#include "pool.h"

namespace rwkvchat {

constexpr int64_t MOST_PRODUCTS = 8;  // at once

// Floats that `run_products` wants to prepare x in, where it goes into these matrices.
int64_t room_of(const Table& table, const Matrix& matrix, int64_t rows);

// Up to MOST_PRODUCTS products of the same number of rows.
void run_products(Team& team, const Table& table, const Product* products, int64_t count, int64_t rows, float* room);
// Few numbers are one piece, for which no team is called together.
int64_t threads_for(int64_t numbers, int64_t threads);

void run_scan(Team& team, const Table& table, const Scan& scan);
void run_norm_mix(Team& team, const Table& table, const NormMix& mix);
void run_square_of_relu(Team& team, const Table& table, const float* x, float* out, int64_t count);
void run_add(Team& team, const Table& table, const float* x, const float* y, float* out, int64_t count);
void run_add_gated(Team& team, const Table& table, const float* x, const float* gate, const float* value, float* out,
                   int64_t count);

}  // namespace rwkvchat

#endif
