// See step.h.
#include "step.h"

#include "room.h"
#include "run.h"

namespace rwkvchat {
namespace {

constexpr int64_t TENSORS = 5;  // of a layer's state

int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }

// Floats that a layer needs besides, and those of them that x is prepared in for its products.
int64_t room_to_prepare(const Table& table, const Layer& layer, int64_t rows) {
    const auto room = [&](const Matrix& matrix) { return room_of(table, matrix, rows); };
    return larger(larger(room(layer.att_key) + room(layer.att_value) + room(layer.att_receptance), room(layer.att_output)),
                  larger(room(layer.ffn_key) + room(layer.ffn_receptance), room(layer.ffn_value)));
}

int64_t room_of_layer(const Table& table, const Layer& layer, int64_t rows, int64_t width) {
    return rows * (8 * width + layer.ffn_key.n_out) + room_to_prepare(table, layer, rows);
}

void run_layer(Team& team, const Table& table, const Layer& layer, const Step& step, float* room) {
    const int64_t rows = step.rows, width = step.width, hidden = layer.ffn_key.n_out, size = rows * width;
    float *const xk = room, *const xv = xk + size, *const xr = xv + size, *const k = xr + size, *const v = k + size,
                 *const r = v + size, *const wkv = r + size, *const back = wkv + size, *const inner = back + size,
                 *const prepared = inner + rows * hidden;
    const float *const att_shift = step.before, *const num = att_shift + size, *const den = num + size,
                       *const max = den + size, *const ffn_shift = max + size;
    float *const new_att_shift = step.after, *const new_num = new_att_shift + size, *const new_den = new_num + size,
                 *const new_max = new_den + size, *const new_ffn_shift = new_max + size;

    run_norm_mix(team, table,
                 {step.x, layer.att_norm_weight, layer.att_norm_bias, att_shift,
                  {layer.att_mix_k, layer.att_mix_v, layer.att_mix_r}, {xk, xv, xr}, new_att_shift, rows, width, 3, 1,
                  layer.epsilon});
    const Product taken[] = {{&layer.att_key, xk, k}, {&layer.att_value, xv, v}, {&layer.att_receptance, xr, r}};
    run_products(team, table, taken, 3, rows, prepared);
    run_scan(team, table,
             {layer.decay, layer.first, k, v, r, num, den, max, wkv, new_num, new_den, new_max, rows, 1, width});
    const Product given = {&layer.att_output, wkv, back};
    run_products(team, table, &given, 1, rows, prepared);
    run_add(team, table, step.x, back, step.out, size);

    run_norm_mix(team, table,
                 {step.out, layer.ffn_norm_weight, layer.ffn_norm_bias, ffn_shift,
                  {layer.ffn_mix_k, layer.ffn_mix_r, nullptr}, {xk, xr, nullptr}, new_ffn_shift, rows, width, 2, 1,
                  layer.epsilon});
    const Product into[] = {{&layer.ffn_key, xk, inner}, {&layer.ffn_receptance, xr, r}};
    run_products(team, table, into, 2, rows, prepared);
    run_square_of_relu(team, table, inner, inner, rows * hidden);
    const Product last = {&layer.ffn_value, inner, back};
    run_products(team, table, &last, 1, rows, prepared);
    run_add_gated(team, table, step.out, r, back, step.out, size);
}

}  // namespace

bool run_step(const Table& table, const Layer* const* layers, int64_t n_layers, const Step& step, int64_t threads) {
    static thread_local Room<float> kept;
    int64_t floats = 0;
    for (int64_t i = 0; i < n_layers; ++i)
        floats = larger(floats, room_of_layer(table, *layers[i], step.rows, step.width));
    float* const room = kept.of(floats);
    if (!room) return false;
    together(threads, [&](Team& team) {
        Step one = step;
        for (int64_t i = 0; i < n_layers; ++i) {
            run_layer(team, table, *layers[i], one, room);
            one.x = step.out;
            one.before += TENSORS * step.rows * step.width;
            one.after += TENSORS * step.rows * step.width;
        }
    });
    return true;
}

}  // namespace rwkvchat
