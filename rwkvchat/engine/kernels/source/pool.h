// Work on several threads, on those that torch has already: two pools of threads that wait for work by spinning would
// take the processors from each other. Without torch's pool, all work is done by the thread that asks for it.
#ifndef RWKVCHAT_POOL_H
#define RWKVCHAT_POOL_H

#include <stdint.h>

namespace rwkvchat {

// OpenMP's door for compilers, the same in GNU's library and in LLVM's: runs work(data) once on each thread of a team.
using RunTeam = void (*)(void (*work)(void*), void* data, unsigned threads, unsigned flags);

void use_pool(RunTeam run);

void share_pieces(int64_t pieces, int64_t threads, void (*work)(const void* context, int64_t piece), const void* context);

// Calls work(piece) for each piece from 0. Each thread begins with a stretch of its own, so that it reads memory in one
// stream, and when that is done helps another from its end.
template <class Work>
void share(int64_t pieces, int64_t threads, const Work& work) {
    share_pieces(
        pieces, threads, [](const void* context, int64_t piece) { (*static_cast<const Work*>(context))(piece); }, &work);
}

}  // namespace rwkvchat

#endif
