// See pool.h.
#include "pool.h"

#include <atomic>

namespace rwkvchat {
namespace {

constexpr int64_t MOST_THREADS = 256;  // more of them find nothing left of their own, and help

RunTeam run_team = nullptr;

// The pieces that a thread has left: its own first one in the lower half, the one after its last in the upper.
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

struct Job {
    void (*work)(const void* context, int64_t piece);
    const void* context;
    int64_t ranges;
    std::atomic<int64_t> come{0};
    Range range[MOST_THREADS];
};

void take_pieces(void* data) {
    Job& job = *static_cast<Job*>(data);
    const int64_t mine = job.come.fetch_add(1, std::memory_order_relaxed);
    for (int64_t i = 0; i < job.ranges; ++i) {
        Range& range = job.range[(mine + i) % job.ranges];
        for (int64_t piece; (piece = range.take(i == 0)) >= 0;) job.work(job.context, piece);
    }
}

}  // namespace

void use_pool(RunTeam run) { run_team = run; }

void share_pieces(int64_t pieces, int64_t threads, void (*work)(const void* context, int64_t piece),
                  const void* context) {
    if (!run_team || threads < 2 || pieces < 2) {
        for (int64_t piece = 0; piece < pieces; ++piece) work(context, piece);
        return;
    }
    Job job;
    job.work = work, job.context = context;
    job.ranges = threads < MOST_THREADS ? threads : MOST_THREADS;
    for (int64_t i = 0; i < job.ranges; ++i)
        job.range[i].set(pieces * i / job.ranges, pieces * (i + 1) / job.ranges);
    // All of the threads or one: GNU's library ends the threads that a smaller team leaves over, and starts them again.
    run_team(take_pieces, &job, unsigned(threads), 0);  // returns when all of the team have
}

}  // namespace rwkvchat
