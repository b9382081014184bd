// How a weight's numbers lie in memory: tags that choose among a set of instructions' ways to widen them to float.
// Read by address and never through a pointer of their type, since a mapped file aligns nothing.

using rwkvchat::Matrix;
using rwkvchat::NormMix;
using rwkvchat::Prepared;
using rwkvchat::Product;
using rwkvchat::Scan;
using rwkvchat::Table;

struct Float {
    static constexpr int SIZE = 4;
};
struct Brain {  // bfloat16: the upper half of a float
    static constexpr int SIZE = 2;
};
struct Byte {
    static constexpr int SIZE = 1;
};
struct Half {
    static constexpr int SIZE = 2;
};
