// Which processor the code is for, how a stretch of it is compiled for more instructions than the rest, and whether
// the processor at hand has them. Between TARGET_BEGIN and TARGET_END no header may be included that defines inline
// functions: the linker could take those, with their instructions, for the whole library.
#ifndef RWKVCHAT_TARGETS_H
#define RWKVCHAT_TARGETS_H

#if defined(__x86_64__) || defined(_M_X64)
#define RWKVCHAT_X86 1
#else
#define RWKVCHAT_X86 0
#endif

#define RWKVCHAT_TEXT(words) #words
#if defined(__clang__)
#define TARGET_BEGIN(features) \
    _Pragma(RWKVCHAT_TEXT(clang attribute push(__attribute__((target(features))), apply_to = function)))
#define TARGET_END _Pragma("clang attribute pop")
#elif defined(__GNUC__)
#define TARGET_BEGIN(features) _Pragma("GCC push_options") _Pragma(RWKVCHAT_TEXT(GCC target(features)))
#define TARGET_END _Pragma("GCC pop_options")
#else  // the others compile any instruction anywhere
#define TARGET_BEGIN(features)
#define TARGET_END
#endif

#if RWKVCHAT_X86
#if defined(__GNUC__) || defined(__clang__)
static inline bool has_avx2() {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
}
static inline bool has_avx512() {
    return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}
#else
#include <immintrin.h>
#include <intrin.h>
static inline bool has_bits(int leaf, int reg, unsigned bits) {
    int words[4];
    __cpuidex(words, leaf, 0);
    return (unsigned(words[reg]) & bits) == bits;
}
static inline bool saves(unsigned registers) {  // what the operating system keeps of each program
    return has_bits(1, 2, 1u << 27) && (unsigned(_xgetbv(0)) & registers) == registers;
}
static inline bool has_avx2() {
    return saves(0x06) && has_bits(1, 2, 1u << 12 | 1u << 28 | 1u << 29) && has_bits(7, 1, 1u << 5);
}
static inline bool has_avx512() {
    return has_avx2() && saves(0xe6) && has_bits(7, 1, 1u << 16 | 1u << 17 | 1u << 30 | 1u << 31);
}
#endif
#endif

#endif
