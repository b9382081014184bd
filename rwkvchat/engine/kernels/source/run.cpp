// See run.h.
#include "run.h"

#include "pool.h"
#include "room.h"

namespace rwkvchat {
namespace {

constexpr int64_t PIECE_BYTES = 32 * 1024;    // of a weight: long enough to read ahead, short enough to share out
constexpr int64_t PIECE_NUMBERS = 16 * 1024;  // of what is done number by number: some microseconds
constexpr int64_t WHOLE = 64;                 // pieces of rows begin at multiples of it, so that they end in no tile
constexpr int64_t TILE = 2;                   // rows that may be multiplied side by side
constexpr int64_t MOST_PRODUCTS = 8;

int64_t pieces_of(int64_t n, int64_t size) { return (n + size - 1) / size; }

int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

int64_t rows_of_piece(const Matrix& matrix) {
    constexpr int64_t BITS[] = {32, 16, 16, 8, 4};
    const int64_t row_bytes = matrix.n_in * BITS[matrix.kind] / 8 + 1;
    const int64_t rows = PIECE_BYTES / row_bytes / TILE * TILE;
    return rows ? rows : TILE;
}

}  // namespace

bool run_products(const Table& table, const Product* products, int64_t count, int64_t rows, int64_t threads) {
    for (; count > MOST_PRODUCTS; products += MOST_PRODUCTS, count -= MOST_PRODUCTS)
        if (!run_products(table, products, MOST_PRODUCTS, rows, threads)) return false;
    static thread_local Room room;
    int64_t floats = 0;
    for (int64_t i = 0; i < count; ++i) floats += table.prepared_floats(*products[i].matrix, rows);
    float* free_room = room.of(floats);
    if (floats && !free_room) return false;
    Prepared prepared[MOST_PRODUCTS];
    int64_t first_piece[MOST_PRODUCTS + 1] = {0};
    for (int64_t i = 0; i < count; ++i) {
        const Matrix& matrix = *products[i].matrix;
        prepared[i] = table.prepare(products[i], rows, free_room);
        free_room += table.prepared_floats(matrix, rows);
        first_piece[i + 1] = first_piece[i] + pieces_of(matrix.n_out, rows_of_piece(matrix));
    }
    share(first_piece[count], threads, [&](int64_t piece) {
        int64_t i = 0;
        while (piece >= first_piece[i + 1]) ++i;
        const Matrix& matrix = *prepared[i].matrix;
        const int64_t size = rows_of_piece(matrix), begin = (piece - first_piece[i]) * size;
        table.product(prepared[i], begin, smaller(begin + size, matrix.n_out));
    });
    return true;
}

void run_scan(const Table& table, const Scan& scan, int64_t threads) {
    const int64_t each = smaller(scan.n_texts * scan.n_tokens, PIECE_NUMBERS / WHOLE);
    const int64_t size = PIECE_NUMBERS / (each ? each : 1) / 4 / WHOLE * WHOLE;  // a number here costs four elsewhere
    const int64_t channels = size ? size : WHOLE;
    share(pieces_of(scan.width, channels), threads, [&](int64_t piece) {
        table.scan(scan, piece * channels, smaller((piece + 1) * channels, scan.width));
    });
}

void run_norm_mix(const Table& table, const NormMix& mix, int64_t threads) {
    const int64_t size = 1 + PIECE_NUMBERS / 4 / (mix.width ? mix.width : 1);
    const int64_t pieces = pieces_of(mix.rows, size);
    share(pieces, threads,
          [&](int64_t piece) { table.norm_rows(mix, piece * size, smaller((piece + 1) * size, mix.rows)); });
    share(pieces, threads,
          [&](int64_t piece) { table.mix_rows(mix, piece * size, smaller((piece + 1) * size, mix.rows)); });
}

void run_square_of_relu(const Table& table, const float* x, float* out, int64_t count, int64_t threads) {
    share(pieces_of(count, PIECE_NUMBERS), threads, [&](int64_t piece) {
        table.square_of_relu(x, out, piece * PIECE_NUMBERS, smaller((piece + 1) * PIECE_NUMBERS, count));
    });
}

void run_add(const Table& table, const float* x, const float* y, float* out, int64_t count, int64_t threads) {
    share(pieces_of(count, PIECE_NUMBERS), threads, [&](int64_t piece) {
        table.add(x, y, out, piece * PIECE_NUMBERS, smaller((piece + 1) * PIECE_NUMBERS, count));
    });
}

void run_add_gated(const Table& table, const float* x, const float* gate, const float* value, float* out, int64_t count,
                   int64_t threads) {
    share(pieces_of(count, PIECE_NUMBERS), threads, [&](int64_t piece) {
        table.add_gated(x, gate, value, out, piece * PIECE_NUMBERS, smaller((piece + 1) * PIECE_NUMBERS, count));
    });
}

}  // namespace rwkvchat
