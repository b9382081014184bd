// Work on several threads, on those that torch has already: two pools of threads that wait for work by spinning would
// take the processors from each other. Without torch's pool, all work is done by the thread that asks for it.
//
// A team goes through one program together: each of its members makes all the calls of `share`, in the same order, and
// each call cuts one piece of the program up among them.
#ifndef RWKVCHAT_POOL_H
#define RWKVCHAT_POOL_H

#include <stdint.h>

namespace rwkvchat {

// OpenMP's doors, the same in GNU's library and in LLVM's: one runs work(data) once on each thread of a team, the
// others tell a thread how many they are, and which of them it is.
struct Pool {
    void (*run)(void (*work)(void*), void* data, unsigned threads, unsigned flags);
    int (*size)();
    int (*member)();
};

void use_pool(const Pool& pool);

// Memory that will be read next.
struct Ahead {
    const uint8_t *begin = nullptr, *end = nullptr;
};

struct Meeting;

class Team {
public:
    Team(Meeting* meeting, int64_t size, int64_t member) : meeting_(meeting), size_(size), member_(member) {}

    // The first piece of a member's own stretch, of so many.
    int64_t first_of(int64_t pieces) const { return pieces * member_ / size_; }

    // Calls work(piece) for each piece from 0, when all members have come and so have done what was before. Each begins
    // with a stretch of its own, so that it reads memory in one stream, and when that is done helps another from its
    // end. What they write may be read after the next call of `share`, in its pieces. What is ahead is fetched while the
    // others are awaited.
    template <class Work>
    void share(int64_t pieces, const Work& work, Ahead ahead = {}) {
        begin(pieces);
        meet(ahead);
        for (int64_t piece; (piece = next()) >= 0;) work(piece);
    }

private:
    void begin(int64_t pieces);
    void meet(Ahead ahead);
    int64_t next();

    Meeting* const meeting_;  // null in a team of one
    const int64_t size_, member_;
    int64_t pieces_ = 0, done_ = 0;   // of the call at hand; done by a team of one
    int64_t turn_ = 0, helping_ = 0;  // calls so far; how many stretches are known to be done
};

void run_together(int64_t threads, void (*program)(const void* context, Team& team), const void* context);

// Runs program(team) on each thread of a team; returns when all of them have.
template <class Program>
void together(int64_t threads, const Program& program) {
    run_together(
        threads, [](const void* context, Team& team) { (*static_cast<const Program*>(context))(team); }, &program);
}

}  // namespace rwkvchat

#endif
