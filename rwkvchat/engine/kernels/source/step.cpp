// See step.h.
#include "step.h"

#include "room.h"
#include "run.h"

namespace rwkvchat {

bool run_step(const Table& table, const Layer& layer, const Step& step, int64_t threads) {
    static thread_local Room kept;
    const int64_t rows = step.rows, width = step.width, hidden = layer.ffn_key.n_out, size = rows * width;
    float* const room = kept.of(8 * size + rows * hidden);
    if (!room) return false;
    float *const xk = room, *const xv = xk + size, *const xr = xv + size, *const k = xr + size, *const v = k + size,
                 *const r = v + size, *const wkv = r + size, *const back = wkv + size, *const inner = back + size;

    run_norm_mix(table,
                 {step.x, layer.att_norm_weight, layer.att_norm_bias, step.att_shift,
                  {layer.att_mix_k, layer.att_mix_v, layer.att_mix_r}, {xk, xv, xr}, step.new_att_shift, rows, width, 3,
                  1, layer.epsilon},
                 threads);
    const Product taken[] = {{&layer.att_key, xk, k}, {&layer.att_value, xv, v}, {&layer.att_receptance, xr, r}};
    if (!run_products(table, taken, 3, rows, threads)) return false;
    run_scan(table,
             {layer.decay, layer.first, k, v, r, step.num, step.den, step.max, wkv, step.new_num, step.new_den,
              step.new_max, rows, 1, width},
             threads);
    const Product given = {&layer.att_output, wkv, back};
    if (!run_products(table, &given, 1, rows, threads)) return false;
    run_add(table, step.x, back, step.out, size, threads);

    run_norm_mix(table,
                 {step.out, layer.ffn_norm_weight, layer.ffn_norm_bias, step.ffn_shift,
                  {layer.ffn_mix_k, layer.ffn_mix_r, nullptr}, {xk, xr, nullptr}, step.new_ffn_shift, rows, width, 2, 1,
                  layer.epsilon},
                 threads);
    const Product into[] = {{&layer.ffn_key, xk, inner}, {&layer.ffn_receptance, xr, r}};
    if (!run_products(table, into, 2, rows, threads)) return false;
    run_square_of_relu(table, inner, inner, rows * hidden, threads);
    const Product last = {&layer.ffn_value, inner, back};
    if (!run_products(table, &last, 1, rows, threads)) return false;
    run_add_gated(table, step.out, r, back, step.out, size, threads);
    return true;
}

}  // namespace rwkvchat
