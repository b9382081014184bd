// The kernels without any one processor's instructions: four floats at a time, in vectors that GCC and Clang know.
#include "kernels.h"

#if defined(__GNUC__) || defined(__clang__)

#include <math.h>
#include <string.h>

#define RWKVCHAT_NAME "portable"
namespace {

#include "formats.h"

typedef float Four __attribute__((vector_size(16)));
typedef uint32_t Words __attribute__((vector_size(16)));
typedef int32_t Ints __attribute__((vector_size(16)));
typedef uint16_t Halves __attribute__((vector_size(8)));
typedef int16_t Shorts __attribute__((vector_size(8)));
typedef int8_t Bytes __attribute__((vector_size(4)));

template <class To, class From>
static inline To loaded(const From* p) {
    To x;
    memcpy(&x, p, sizeof x);
    return x;
}

struct Lanes {
    static constexpr int N = 4;
    static constexpr int ROWS = 2;  // of x at once: 8 sums
    using F = Four;
    using Nibbles = Ints;

    template <class Work>
    static F each(Work work) {
        return F{work(0), work(1), work(2), work(3)};
    }
    static F set(float x) { return F{x, x, x, x}; }
    static F load(const float* p) { return loaded<F>(p); }
    static void store(float* p, F x) { memcpy(p, &x, sizeof x); }
    static F add(F a, F b) { return a + b; }
    static F sub(F a, F b) { return a - b; }
    static F mul(F a, F b) { return a * b; }
    static F div(F a, F b) { return a / b; }
    static F fma(F a, F b, F c) {
#ifdef __FP_FAST_FMAF  // there is an instruction
        return each([&](int i) { return fmaf(a[i], b[i], c[i]); });
#else
        return a * b + c;
#endif
    }
    static F minus_abs(F a) {
        return each([&](int i) { return -fabsf(a[i]); });
    }
    static F if_greater(F a, F b, F yes, F no) {
        return each([&](int i) { return a[i] > b[i] ? yes[i] : no[i]; });
    }
    static F max(F a, F b) {  // no number where either is none
        return each([&](int i) { return a[i] > b[i] || a[i] != a[i] ? a[i] : b[i]; });
    }
    static float sum(F x) { return (x[0] + x[2]) + (x[1] + x[3]); }

    static F widen(Float, const uint8_t* p) { return loaded<F>(p); }
    static F widen(Brain, const uint8_t* p) { return F(__builtin_convertvector(loaded<Halves>(p), Words) << 16); }
    static F widen(Byte, const uint8_t* p) {
        const Bytes bytes = loaded<Bytes>(p);
        return __builtin_convertvector(__builtin_convertvector(__builtin_convertvector(bytes, Shorts), Ints), F);
    }
    static F widen(Half, const uint8_t* p) {
        const Words bits = __builtin_convertvector(loaded<Halves>(p), Words);
        const Words magnitude = (bits & 0x7fff) << 13, sign = (bits & 0x8000) << 16;
        // As a float, its exponent is 112 too small; the product sets that right, of the smallest numbers too.
        const Words scaled = Words(F(magnitude) * 0x1p112f);
        const Words odd = Words(magnitude >= 0x0f800000);  // all bits, where it is infinite or no number
        return F((odd & (magnitude | 0x7f800000)) | (~odd & scaled) | sign);
    }

    static Nibbles nibbles(const uint8_t* p) {
        const Words words = loaded<Words>(p);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        return Ints{int32_t(__builtin_bswap32(words[0])), int32_t(__builtin_bswap32(words[1])),
                    int32_t(__builtin_bswap32(words[2])), int32_t(__builtin_bswap32(words[3]))};
#else
        return Ints(words);
#endif
    }
    template <int K>
    static F nibble(Nibbles all) {
        return __builtin_convertvector((all << (28 - 4 * K)) >> 28, F);
    }
    static F scales(const uint8_t* p) {  // of one group
        uint8_t one[8] = {p[0], p[1]};
        return set(widen(Half{}, one)[0]);
    }
    static void prefetch(const uint8_t*) {}
};

static inline Four exponential(Four x) {
    return Lanes::each([&](int i) { return expf(x[i]); });
}

#include "elementwise.h"
#include "products.h"
#include "nibbles.h"
#include "scan.h"
#include "table.h"

}  // namespace

const rwkvchat::Table* rwkvchat::portable_table() { return &TABLE; }
#else
const rwkvchat::Table* rwkvchat::portable_table() { return nullptr; }
#endif
