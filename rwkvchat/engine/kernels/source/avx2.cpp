// The kernels in AVX2 with its companions FMA and F16C: eight floats at a time.
#include "kernels.h"
#include "targets.h"

#if RWKVCHAT_X86
#include <immintrin.h>
#include <math.h>
#include <string.h>

#define RWKVCHAT_NAME "avx2"
TARGET_BEGIN("avx2,fma,f16c")
namespace {

#include "formats.h"

struct Lanes {
    static constexpr int N = 8;
    static constexpr int ROWS = 2;  // of x at once: 8 sums in 16 registers
    using F = __m256;
    using Nibbles = __m256i;

    static F set(float x) { return _mm256_set1_ps(x); }
    static F load(const float* p) { return _mm256_loadu_ps(p); }
    static void store(float* p, F x) { _mm256_storeu_ps(p, x); }
    static F add(F a, F b) { return _mm256_add_ps(a, b); }
    static F sub(F a, F b) { return _mm256_sub_ps(a, b); }
    static F mul(F a, F b) { return _mm256_mul_ps(a, b); }
    static F div(F a, F b) { return _mm256_div_ps(a, b); }
    static F fma(F a, F b, F c) { return _mm256_fmadd_ps(a, b, c); }
    static F minus_abs(F a) { return _mm256_or_ps(a, set(-0.0f)); }
    static F if_greater(F a, F b, F yes, F no) { return _mm256_blendv_ps(no, yes, _mm256_cmp_ps(a, b, _CMP_GT_OQ)); }
    static F max(F a, F b) {  // the instruction gives b where either is no number
        return _mm256_blendv_ps(_mm256_max_ps(a, b), a, _mm256_cmp_ps(a, a, _CMP_UNORD_Q));
    }
    static float sum(F x) {
        const __m128 quarter = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
        const __m128 pair = _mm_add_ps(quarter, _mm_movehl_ps(quarter, quarter));
        return _mm_cvtss_f32(_mm_add_ss(pair, _mm_shuffle_ps(pair, pair, 1)));
    }
    static F clamp(F x, float low, float high) {  // lets a NaN through: of two, the second is given then
        return _mm256_min_ps(set(high), _mm256_max_ps(set(low), x));
    }
    static F round(F x) { return _mm256_round_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
    static F times_power(F x, F n) {  // x * 2^n in two steps: one exponent does not reach the smallest numbers
        const __m256i whole = _mm256_cvtps_epi32(n), half = _mm256_srai_epi32(whole, 1);
        return mul(mul(x, power(half)), power(_mm256_sub_epi32(whole, half)));
    }
    static F power(__m256i n) {
        return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_add_epi32(n, _mm256_set1_epi32(127)), 23));
    }

    static F widen(Float, const uint8_t* p) { return _mm256_loadu_ps((const float*)p); }
    static F widen(Brain, const uint8_t* p) {
        const __m256i wide = _mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i*)p));
        return _mm256_castsi256_ps(_mm256_slli_epi32(wide, 16));
    }
    static F widen(Half, const uint8_t* p) { return _mm256_cvtph_ps(_mm_loadu_si128((const __m128i*)p)); }
    static F widen(Byte, const uint8_t* p) {
        return _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i*)p)));
    }

    static Nibbles nibbles(const uint8_t* p) { return _mm256_loadu_si256((const __m256i*)p); }
    template <int K>
    static F nibble(Nibbles all) {
        return _mm256_cvtepi32_ps(_mm256_srai_epi32(_mm256_slli_epi32(all, 28 - 4 * K), 28));
    }
    static F scales(const uint8_t* p) {  // of two groups, which have four lanes each
        int both;
        memcpy(&both, p, sizeof both);
        const __m128 two = _mm_cvtph_ps(_mm_cvtsi32_si128(both));
        return _mm256_permutevar8x32_ps(_mm256_castps128_ps256(two), _mm256_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1));
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

const rwkvchat::Table* rwkvchat::avx2_table() { return has_avx2() ? &TABLE : nullptr; }
#else
const rwkvchat::Table* rwkvchat::avx2_table() { return nullptr; }
#endif
