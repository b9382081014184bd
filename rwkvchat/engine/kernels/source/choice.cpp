// See choice.h.
#include "choice.h"

#include <algorithm>

#include "room.h"

namespace rwkvchat {
namespace {

// The smallest of the largest numbers that are top_p together; none of them is reached where all are less than that.
bool border(float* probs, int64_t count, double top_p, float& smallest) {
    std::make_heap(probs, probs + count);
    double sum = 0;
    for (; count; --count) {
        sum += double(smallest = probs[0]);
        if (sum >= top_p) return true;
        std::pop_heap(probs, probs + count);
    }
    return false;
}

}  // namespace

int64_t run_choice(const Table& table, const Choice& choice) {
    static thread_local Room kept;
    const int64_t n = choice.n;
    for (int64_t i = 0; i < choice.n_seen; ++i)
        if (choice.seen[i] < 0 || choice.seen[i] >= n) return -1;
    float* const weights = kept.of(2 * n);
    if (!weights) return 0;
    float* const heap = weights + n;
    std::copy(choice.logits, choice.logits + n, weights);
    for (int64_t i = 0; i < choice.n_seen; ++i) {
        const float count = choice.counts[choice.seen[i]];
        float& logit = weights[choice.seen[i]];
        logit -= count > 0 ? float(choice.presence) : 0.0f;
        logit -= float(choice.frequency) * count;
    }
    const double sum = table.exponentials(weights, n);
    const float whole = float(sum);
    // All that are less likely than this weigh less than what top_p leaves out, so what it keeps is among the others;
    // half of it, lest the rounding of sums matters.
    const float least = choice.top_p < 1 ? float((1 - choice.top_p) / (2 * double(n)) * sum) : 0.0f;
    int64_t count = 0;
    for (int64_t i = 0; i < n; ++i) {  // without a jump, which could not be foreseen
        choice.ids[count] = i;
        count += weights[i] >= least;
    }
    for (int64_t i = 0; i < count; ++i) heap[i] = choice.probs[i] = weights[choice.ids[i]] / whole;
    if (choice.top_p >= 1) return count;
    float smallest;
    if (!border(heap, count, choice.top_p, smallest)) {  // all of them together weigh less, by rounding
        for (int64_t i = 0; i < n; ++i) choice.ids[i] = i, choice.probs[i] = weights[i] / whole;
        return n;
    }
    int64_t left = 0;
    for (int64_t i = 0; i < count; ++i) {
        choice.ids[left] = choice.ids[i], choice.probs[left] = choice.probs[i];
        left += choice.probs[i] >= smallest;
    }
    return left;
}

}  // namespace rwkvchat
