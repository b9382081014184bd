// The library's doors, in C: what `native.py` calls. A set of instructions is told by its number in `table_of`.
#include "draw.h"
#include "kernels.h"
#include "pool.h"
#include "room.h"
#include "run.h"
#include "step.h"

#if defined(_WIN32)
#define DOOR extern "C" __declspec(dllexport)
#else
#define DOOR extern "C" __attribute__((visibility("default")))
#endif

using namespace rwkvchat;

static const Table* table_of(int64_t set) {
    switch (set) {
        case 0: return portable_table();
        case 1: return avx2_table();
        case 2: return avx512_table();
    }
    return nullptr;
}

// Another form of the structures or of these functions is another number, so that no stale build is called.
DOOR int64_t rwkvchat_form() { return 1000 * int64_t(sizeof(Matrix) + sizeof(Scan) + sizeof(NormMix) + sizeof(Layer) + sizeof(Step) + sizeof(Draw)) + 3; }

// The name of a set of instructions; null where this processor does not have it, empty past the last one.
DOOR const char* rwkvchat_set(int64_t set) {
    const Table* const table = table_of(set);
    return table ? table->name : set > 2 ? "" : nullptr;
}

DOOR void rwkvchat_use_pool(decltype(Pool::run) run, decltype(Pool::size) size, decltype(Pool::member) member) {
    use_pool({run, size, member});
}

// False where there is no memory to prepare x in.
DOOR int64_t rwkvchat_products(int64_t set, const Product* products, int64_t count, int64_t rows, int64_t threads) {
    static thread_local Room<float> kept;
    const Table& table = *table_of(set);
    int64_t floats = 0;
    for (int64_t i = 0; i < count; ++i) floats += room_of(table, *products[i].matrix, rows);
    float* const room = kept.of(floats);
    if (floats && !room) return false;
    together(threads, [&](Team& team) {
        for (int64_t i = 0; i < count; i += MOST_PRODUCTS)
            run_products(team, table, products + i, count - i < MOST_PRODUCTS ? count - i : MOST_PRODUCTS, rows, room);
    });
    return true;
}

// False where there is no memory.
DOOR int64_t rwkvchat_step(int64_t set, const Layer* const* layers, int64_t n_layers, const Step* step,
                           int64_t threads) {
    return run_step(*table_of(set), layers, n_layers, *step, threads);
}

DOOR void rwkvchat_scan(int64_t set, const Scan* scan, int64_t threads) {
    const int64_t numbers = 4 * scan->n_texts * scan->n_tokens * scan->width;
    together(threads_for(numbers, threads), [&](Team& team) { run_scan(team, *table_of(set), *scan); });
}

DOOR void rwkvchat_norm_mix(int64_t set, const NormMix* mix, int64_t threads) {
    const int64_t numbers = 4 * mix->rows * mix->width;
    together(threads_for(numbers, threads), [&](Team& team) { run_norm_mix(team, *table_of(set), *mix); });
}

DOOR void rwkvchat_square_of_relu(int64_t set, const float* x, float* out, int64_t count, int64_t threads) {
    together(threads_for(count, threads), [&](Team& team) { run_square_of_relu(team, *table_of(set), x, out, count); });
}

DOOR void rwkvchat_add_gated(int64_t set, const float* x, const float* gate, const float* value, float* out,
                             int64_t count, int64_t threads) {
    together(threads_for(count, threads), [&](Team& team) { run_add_gated(team, *table_of(set), x, gate, value, out, count); });
}

// As run_draw.
DOOR int64_t rwkvchat_draw(int64_t set, const Draw* draw) { return run_draw(*table_of(set), *draw); }
