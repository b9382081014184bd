// The kernels in AVX-512: sixteen floats at a time. (Its products of bf16 and of int8 would round the activations.)
#include "kernels.h"
#include "targets.h"

#if RWKVCHAT_X86
#include <immintrin.h>
#include <math.h>
#include <string.h>

#define RWKVCHAT_NAME "avx512"
TARGET_BEGIN("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,f16c")
namespace {

#include "formats.h"

struct Lanes {
    static constexpr int N = 16;
    static constexpr int ROWS = 4;  // of x at once: 16 sums in 32 registers
    using F = __m512;
    using Nibbles = __m512i;

    static F set(float x) { return _mm512_set1_ps(x); }
    static F load(const float* p) { return _mm512_loadu_ps(p); }
    static void store(float* p, F x) { _mm512_storeu_ps(p, x); }
    static F add(F a, F b) { return _mm512_add_ps(a, b); }
    static F sub(F a, F b) { return _mm512_sub_ps(a, b); }
    static F mul(F a, F b) { return _mm512_mul_ps(a, b); }
    static F div(F a, F b) { return _mm512_div_ps(a, b); }
    static F fma(F a, F b, F c) { return _mm512_fmadd_ps(a, b, c); }
    static F minus_abs(F a) { return _mm512_or_ps(a, set(-0.0f)); }
    static F if_greater(F a, F b, F yes, F no) {
        return _mm512_mask_blend_ps(_mm512_cmp_ps_mask(a, b, _CMP_GT_OQ), no, yes);
    }
    static F max(F a, F b) {  // the instruction gives b where either is no number
        return _mm512_mask_blend_ps(_mm512_cmp_ps_mask(a, a, _CMP_UNORD_Q), _mm512_max_ps(a, b), a);
    }
    static float sum(F x) {
        const __m256 half = _mm256_add_ps(_mm512_castps512_ps256(x), _mm512_extractf32x8_ps(x, 1));
        const __m128 quarter = _mm_add_ps(_mm256_castps256_ps128(half), _mm256_extractf128_ps(half, 1));
        const __m128 pair = _mm_add_ps(quarter, _mm_movehl_ps(quarter, quarter));
        return _mm_cvtss_f32(_mm_add_ss(pair, _mm_shuffle_ps(pair, pair, 1)));
    }
    static F clamp(F x, float low, float high) {  // lets a NaN through: of two, the second is given then
        return _mm512_min_ps(set(high), _mm512_max_ps(set(low), x));
    }
    static F round(F x) { return _mm512_roundscale_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
    static F times_power(F x, F n) { return _mm512_scalef_ps(x, n); }

    static F widen(Float, const uint8_t* p) { return _mm512_loadu_ps(p); }
    static F widen(Brain, const uint8_t* p) {
        const __m512i wide = _mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i*)p));
        return _mm512_castsi512_ps(_mm512_slli_epi32(wide, 16));
    }
    static F widen(Half, const uint8_t* p) { return _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i*)p)); }
    static F widen(Byte, const uint8_t* p) {
        return _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(_mm_loadu_si128((const __m128i*)p)));
    }

    static Nibbles nibbles(const uint8_t* p) { return _mm512_loadu_si512(p); }
    template <int K>
    static F nibble(Nibbles all) {  // a look-up uses the lowest four bits of a lane and ignores the others
        const F values = _mm512_setr_ps(0, 1, 2, 3, 4, 5, 6, 7, -8, -7, -6, -5, -4, -3, -2, -1);
        return _mm512_permutexvar_ps(_mm512_srli_epi32(all, 4 * K), values);
    }
    static F scales(const uint8_t* p) {  // of four groups, which have four lanes each
        const __m512i where = _mm512_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
        const __m128 four = _mm_cvtph_ps(_mm_loadl_epi64((const __m128i*)p));
        return _mm512_permutexvar_ps(where, _mm512_castps128_ps512(four));
    }
    static void prefetch(const uint8_t* p) { _mm_prefetch((const char*)p, _MM_HINT_T0); }
};

#include "exponential.h"
#include "elementwise.h"
#include "products.h"
#include "nibbles.h"
#include "scan.h"
#include "table.h"

}  // namespace
TARGET_END

const rwkvchat::Table* rwkvchat::avx512_table() { return has_avx512() ? &TABLE : nullptr; }
#else
const rwkvchat::Table* rwkvchat::avx512_table() { return nullptr; }
#endif
