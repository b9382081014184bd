// Memory that a thread keeps from call to call: fresh memory costs more than what is done in it.
#ifndef RWKVCHAT_ROOM_H
#define RWKVCHAT_ROOM_H

#include <stdint.h>
#include <stdlib.h>

namespace rwkvchat {

template <class Item>  // of a kind that needs no making: numbers, or structures of them
class Room {
public:
    ~Room() { free(items_); }

    // Room for so many, with anything in it; null where there is no memory.
    Item* of(int64_t wanted) {
        if (wanted > size_) {
            free(items_);
            items_ = static_cast<Item*>(malloc(size_t(wanted) * sizeof(Item)));
            size_ = items_ ? wanted : 0;
        }
        return items_;
    }

private:
    Item* items_ = nullptr;
    int64_t size_ = 0;
};

}  // namespace rwkvchat

#endif
