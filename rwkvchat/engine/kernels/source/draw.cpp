// See draw.h.
#include "draw.h"

#include <algorithm>
#include <functional>

#include "room.h"

namespace rwkvchat {
namespace {

constexpr int64_t PART = 64;  // tokens of which mostly none is likely enough, where a model is sure

void take_penalties_off(const Draw& draw, float* logits) {
    for (int64_t i = 0; i < draw.n_seen; ++i) {
        const float count = draw.counts[draw.seen[i]];
        float& logit = logits[draw.seen[i]];
        logit -= count > 0 ? float(draw.presence) : 0.0f;
        logit -= float(draw.frequency) * count;
    }
}

// The tokens that weigh so much or more, ascending; gives how many they are.
int64_t gather(const float* weights, int64_t n, float least, int32_t* ids) {
    int64_t count = 0;
    for (int64_t begin = 0; begin < n; begin += PART) {
        const int64_t end = std::min(n, begin + PART);
        int32_t found = 0;
        for (int64_t i = begin; i < end; ++i) found += weights[i] >= least;
        if (!found) continue;
        for (int64_t i = begin; i < end; ++i) {  // without a jump, which could not be foreseen
            ids[count] = int32_t(i);
            count += weights[i] >= least;
        }
    }
    return count;
}

// The smallest of the largest numbers that are `enough` together, or of all where rounding makes these too few. The
// numbers are halved again and again, and the half in which it lies is gone on with.
float border(float* low, float* high, double enough) {
    while (high - low > 1) {
        float* const middle = low + (high - low) / 2;
        std::nth_element(low, middle, high, std::greater<float>());
        double upper = 0;
        for (const float* at = low; at < middle; ++at) upper += double(*at);
        if (upper >= enough) {
            high = middle;
        } else {
            enough -= upper;
            low = middle;
        }
    }
    return *low;
}

// What top_p leaves, ascending, in `ids`; `room` is for n weights.
int64_t nucleus(const float* weights, int64_t n, double sum, double top_p, int32_t* ids, float* room) {
    if (top_p >= 1) return gather(weights, n, 0.0f, ids);
    // All that are less likely than this weigh less than what top_p leaves out, so what it keeps is among the others;
    // half of it, lest the rounding of sums matters.
    const int64_t count = gather(weights, n, float((1 - top_p) / (2 * double(n)) * sum), ids);
    for (int64_t i = 0; i < count; ++i) room[i] = weights[ids[i]];
    const float least = border(room, room + count, top_p * sum);
    return std::remove_if(ids, ids + count, [=](int32_t id) { return weights[id] < least; }) - ids;
}

// The likeliest of them, ascending.
int64_t likeliest(const float* weights, int32_t* ids, int64_t count, int64_t top_k) {
    if (!top_k || top_k >= count) return count;
    std::nth_element(ids, ids + top_k, ids + count, [=](int32_t one, int32_t other) {
        return weights[one] != weights[other] ? weights[one] > weights[other] : one < other;
    });
    std::sort(ids, ids + top_k);
    return top_k;
}

// Where the running sum passes the point; never at what weighs nothing.
int64_t pick(const float* weights, int64_t count, double sum, double point) {
    double running = 0;
    int64_t last = 0;
    for (int64_t i = 0; i < count; ++i) {
        if (weights[i] > 0) last = i;
        if ((running += double(weights[i])) > sum * point) break;
    }
    return last;
}

}  // namespace

int64_t run_draw(const Table& table, const Draw& draw) {
    static thread_local Room<float> floats;
    static thread_local Room<int32_t> numbers;
    const int64_t n = draw.n;
    for (int64_t i = 0; i < draw.n_seen; ++i)
        if (draw.seen[i] < 0 || draw.seen[i] >= n) return -2;
    float* const logits = floats.of(3 * n);
    int32_t* const ids = numbers.of(n);
    if (!logits || !ids) return -1;
    float *const weights = logits + n, *const left = weights + n;
    std::copy(draw.logits, draw.logits + n, logits);
    take_penalties_off(draw, logits);
    int64_t token;
    if (draw.temperature == 0) {
        token = std::max_element(logits, logits + n) - logits;
    } else {
        std::copy(logits, logits + n, weights);
        const double whole = table.exponentials(weights, n);
        int64_t count = nucleus(weights, n, whole, draw.top_p, ids, left);
        count = likeliest(weights, ids, count, draw.top_k);
        const float best = logits[*std::max_element(ids, ids + count, [=](int32_t one, int32_t other) {
            return logits[one] < logits[other];
        })];
        for (int64_t i = 0; i < count; ++i) left[i] = float(double(logits[ids[i]] - best) / draw.temperature);
        const double sum = table.exponentials(left, count);
        token = ids[pick(left, count, sum, draw.point)];
    }
    for (int64_t i = 0; i < draw.n_seen; ++i) draw.counts[draw.seen[i]] *= float(draw.penalty_decay);
    draw.counts[token] += 1;
    return token;
}

}  // namespace rwkvchat
