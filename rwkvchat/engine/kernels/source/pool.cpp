// See pool.h.
#include "pool.h"

#include <atomic>

namespace rwkvchat {
namespace {

RunTeam run_team = nullptr;

struct Job {
    void (*work)(const void* context, int64_t piece);
    const void* context;
    int64_t pieces;
    std::atomic<int64_t> next{0};
};

void take_pieces(void* data) {
    Job& job = *static_cast<Job*>(data);
    for (int64_t piece; (piece = job.next.fetch_add(1, std::memory_order_relaxed)) < job.pieces;)
        job.work(job.context, piece);
}

}  // namespace

void use_pool(RunTeam run) { run_team = run; }

void share_pieces(int64_t pieces, int64_t threads, void (*work)(const void* context, int64_t piece),
                  const void* context) {
    Job job{work, context, pieces};
    // All of the threads or one: GNU's library ends the threads that a smaller team leaves over, and starts them again.
    if (run_team && threads > 1 && pieces > 1)
        run_team(take_pieces, &job, unsigned(threads), 0);  // returns when all of the team have
    else
        take_pieces(&job);
}

}  // namespace rwkvchat
