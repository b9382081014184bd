// See pool.h.
#include "pool.h"

#include <atomic>
#include <thread>

#include "targets.h"
#if RWKVCHAT_X86
#include <immintrin.h>
#endif

namespace rwkvchat {
namespace {

constexpr int64_t MOST_THREADS = 256;
constexpr int SPINS = 2000;  // up to a tenth of a millisecond: then the others are probably not running at all
constexpr int64_t LINE = 64;
constexpr int LINES = 4;  // that are fetched between two looks at who has come

Pool pool = {};

// The pieces that a member has left: its own first one in the lower half, the one after its last in the upper.
struct alignas(64) Range {
    std::atomic<uint64_t> ends;

    void set(int64_t begin, int64_t end) { ends.store(uint64_t(end) << 32 | uint64_t(begin), std::memory_order_relaxed); }

    // The first piece that is left, or for who helps the last one; -1 where none is.
    int64_t take(bool first) {
        uint64_t seen = ends.load(std::memory_order_relaxed);
        for (;;) {
            const uint64_t begin = seen & 0xffffffff, end = seen >> 32;
            if (begin >= end) return -1;
            const uint64_t left = first ? seen + 1 : seen - (uint64_t(1) << 32);
            if (ends.compare_exchange_weak(seen, left, std::memory_order_relaxed))
                return int64_t(first ? begin : end - 1);
        }
    }
};

void rest() {
#if RWKVCHAT_X86
    _mm_pause();
#elif defined(__aarch64__) && defined(__GNUC__)
    __asm__ __volatile__("yield");
#endif
}

void fetch(const uint8_t* p) {
#if defined(__GNUC__) || defined(__clang__)
    __builtin_prefetch(p, 0, 2);
#elif RWKVCHAT_X86
    _mm_prefetch((const char*)p, _MM_HINT_T1);
#endif
}

}  // namespace

// What the members of a team have in common. Ranges are set for one call of `share` while some members may still help
// in the one before, so there are two of each.
struct Meeting {
    alignas(64) std::atomic<int64_t> come{0};
    Range range[2][MOST_THREADS];
};

void Team::begin(int64_t pieces) {
    pieces_ = pieces, done_ = helping_ = 0;
    if (!meeting_) return;
    const int64_t end = pieces * (member_ + 1) / size_;
    meeting_->range[++turn_ & 1][member_].set(first_of(pieces), end);
}

void Team::meet(Ahead ahead) {
    if (!meeting_) return;
    meeting_->come.fetch_add(1, std::memory_order_acq_rel);
    for (int spins = 0; meeting_->come.load(std::memory_order_acquire) < turn_ * size_;) {
        if (ahead.begin < ahead.end) {
            for (int line = 0; line < LINES; ++line, ahead.begin += LINE) fetch(ahead.begin);
        } else if (++spins < SPINS) {
            rest();
        } else {
            std::this_thread::yield();
        }
    }
}

int64_t Team::next() {
    if (!meeting_) return done_ < pieces_ ? done_++ : -1;
    for (; helping_ < size_; ++helping_) {
        const int64_t piece = meeting_->range[turn_ & 1][(member_ + helping_) % size_].take(helping_ == 0);
        if (piece >= 0) return piece;
    }
    return -1;
}

void use_pool(const Pool& given) { pool = given; }

void run_together(int64_t threads, void (*program)(const void* context, Team& team), const void* context) {
    if (!pool.run || threads < 2) {
        Team alone(nullptr, 1, 0);
        return program(context, alone);
    }
    struct Job {
        void (*program)(const void* context, Team& team);
        const void* context;
        Meeting meeting;
        std::atomic<bool> begun{false};
    } job;
    job.program = program, job.context = context;
    // Always as many threads: GNU's library ends those that a smaller team leaves over, and starts them again. It may
    // give fewer than it is asked for, and gives one within a team.
    pool.run(
        [](void* data) {
            Job& shared = *static_cast<Job*>(data);
            const int64_t size = pool.size();
            if (size == 1 && shared.begun.exchange(true)) return;  // told by another library than that which runs us
            Team team(size > 1 ? &shared.meeting : nullptr, size, pool.member());
            shared.program(shared.context, team);
        },
        &job, unsigned(threads < MOST_THREADS ? threads : MOST_THREADS), 0);
}

}  // namespace rwkvchat
