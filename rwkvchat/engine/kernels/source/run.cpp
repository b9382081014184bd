// See run.h.
#include "run.h"

namespace rwkvchat {
namespace {

constexpr int64_t PIECE_BYTES = 32 * 1024;   // of a weight: long enough to read ahead, short enough to share out
constexpr int64_t PIECE_NUMBERS = 4 * 1024;  // of what is done number by number: about a microsecond
constexpr int64_t AHEAD_BYTES = 128 * 1024;  // of a weight, fetched while others are awaited: part of a processor's cache
constexpr int64_t WHOLE = 64;                // pieces of rows begin at multiples of it, so that they end in no tile
constexpr int64_t TILE = 2;                  // rows that may be multiplied side by side

int64_t pieces_of(int64_t n, int64_t size) { return (n + size - 1) / size; }

int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }

int64_t row_bytes(const Matrix& matrix) {
    constexpr int64_t BITS[] = {32, 16, 16, 8, 4};
    return matrix.n_in * BITS[matrix.kind] / 8;
}

int64_t rows_of_piece(const Matrix& matrix) {
    const int64_t rows = PIECE_BYTES / (row_bytes(matrix) + 1) / TILE * TILE;
    return rows ? rows : TILE;
}

// Calls work(begin, end) for pieces of so many numbers.
template <class Work>
void share_numbers(Team& team, int64_t count, const Work& work) {
    team.share(pieces_of(count, PIECE_NUMBERS), [&](int64_t piece) {
        work(piece * PIECE_NUMBERS, smaller((piece + 1) * PIECE_NUMBERS, count));
    });
}

}  // namespace

int64_t room_of(const Table& table, const Matrix& matrix, int64_t rows) { return rows * table.prepared_stride(matrix); }

void run_products(Team& team, const Table& table, const Product* products, int64_t count, int64_t rows, float* room) {
    Prepared prepared[MOST_PRODUCTS];
    int64_t first_piece[MOST_PRODUCTS + 1] = {0};
    bool as_they_are = true;
    for (int64_t i = 0; i < count; ++i) {
        const Product& product = products[i];
        const Matrix& matrix = *product.matrix;
        const int64_t stride = table.prepared_stride(matrix);
        prepared[i] = {&matrix, stride ? room : product.x, stride ? stride : matrix.n_in, product.y, rows};
        room += rows * stride;
        as_they_are = as_they_are && !stride;
        first_piece[i + 1] = first_piece[i] + pieces_of(matrix.n_out, rows_of_piece(matrix));
    }
    const auto at = [&](int64_t piece, int64_t& i) {  // which product, and its first row
        for (i = 0; piece >= first_piece[i + 1];) ++i;
        return (piece - first_piece[i]) * rows_of_piece(*prepared[i].matrix);
    };
    const int64_t pieces = first_piece[count], mine = team.first_of(pieces);
    Ahead ahead;
    if (mine < pieces) {
        int64_t i;
        const int64_t row = at(mine, i);
        const Matrix& matrix = *prepared[i].matrix;
        ahead.begin = matrix.weight + row * row_bytes(matrix);
        ahead.end = ahead.begin + smaller(AHEAD_BYTES, (matrix.n_out - row) * row_bytes(matrix));
    }
    const auto prepare = [&](int64_t piece) {
        const Product& product = products[piece / rows];
        const Prepared& one = prepared[piece / rows];
        if (one.x == product.x) return;
        const int64_t row = piece % rows;
        table.prepare(*one.matrix, product.x + row * one.matrix->n_in, const_cast<float*>(one.x) + row * one.x_stride);
    };
    if (!as_they_are) team.share(count * rows, prepare, ahead);
    const auto multiply = [&](int64_t piece) {
        int64_t i;
        const int64_t row = at(piece, i);
        const Matrix& matrix = *prepared[i].matrix;
        table.product(prepared[i], row, smaller(row + rows_of_piece(matrix), matrix.n_out));
    };
    team.share(pieces, multiply, ahead);
}

int64_t threads_for(int64_t numbers, int64_t threads) { return numbers > PIECE_NUMBERS ? threads : 1; }

void run_scan(Team& team, const Table& table, const Scan& scan) {
    const int64_t each = smaller(scan.n_texts * scan.n_tokens, PIECE_NUMBERS / WHOLE);
    const int64_t size = PIECE_NUMBERS / (each ? each : 1) / 4 / WHOLE * WHOLE;  // a number here costs four elsewhere
    const int64_t channels = size ? size : WHOLE;
    team.share(pieces_of(scan.width, channels),
               [&](int64_t piece) { table.scan(scan, piece * channels, smaller((piece + 1) * channels, scan.width)); });
}

void run_norm_mix(Team& team, const Table& table, const NormMix& mix) {
    const int64_t size = 1 + PIECE_NUMBERS / 4 / (mix.width ? mix.width : 1);
    const int64_t pieces = pieces_of(mix.rows, size);
    const auto norm = [&](int64_t piece) { table.norm_rows(mix, piece * size, smaller((piece + 1) * size, mix.rows)); };
    const auto blend = [&](int64_t piece) { table.mix_rows(mix, piece * size, smaller((piece + 1) * size, mix.rows)); };
    if (mix.texts)  // no row waits for another one's norm
        return team.share(pieces, [&](int64_t piece) { norm(piece), blend(piece); });
    team.share(pieces, norm);
    team.share(pieces, blend);
}

void run_square_of_relu(Team& team, const Table& table, const float* x, float* out, int64_t count) {
    share_numbers(team, count, [&](int64_t begin, int64_t end) { table.square_of_relu(x, out, begin, end); });
}

void run_add(Team& team, const Table& table, const float* x, const float* y, float* out, int64_t count) {
    share_numbers(team, count, [&](int64_t begin, int64_t end) { table.add(x, y, out, begin, end); });
}

void run_add_gated(Team& team, const Table& table, const float* x, const float* gate, const float* value, float* out,
                   int64_t count) {
    share_numbers(team, count, [&](int64_t begin, int64_t end) { table.add_gated(x, gate, value, out, begin, end); });
}

}  // namespace rwkvchat
