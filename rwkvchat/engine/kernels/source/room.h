// Memory that a thread keeps from call to call: fresh memory costs more than what is done in it.
#ifndef RWKVCHAT_ROOM_H
#define RWKVCHAT_ROOM_H

#include <stdint.h>
#include <stdlib.h>

namespace rwkvchat {

class Room {
public:
    ~Room() { free(floats_); }

    // Room for so many floats, with anything in them; null where there is no memory.
    float* of(int64_t wanted) {
        if (wanted > size_) {
            free(floats_);
            floats_ = static_cast<float*>(malloc(size_t(wanted) * sizeof(float)));
            size_ = floats_ ? wanted : 0;
        }
        return floats_;
    }

private:
    float* floats_ = nullptr;
    int64_t size_ = 0;
};

}  // namespace rwkvchat

#endif
