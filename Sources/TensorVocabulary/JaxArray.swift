package import Arrays
public import Autograd
public import Language

/// Tensors as JAX's arrays: their class, their members, the precision in which they are.
package enum JaxArray {
    /// `jax.Array`: asked for with `isinstance`.
    package static let type = NativeClass("ArrayImpl", module: "jaxlib._jax", methods: [])

    /// Of which kind the members are declared that only these have.
    package static let kind = "jax array"

    /// What an array of JAX's has under the name that a tensor has it by; everything else of a tensor is not its.
    static let shared: Set<String> = [
        "shape", "ndim", "dtype", "device", "T", "mT", "item", "tolist", "clone", "conj", "real", "imag", "nonzero",
        "diagonal", "ptp", "searchsorted",
    ]
}

/// An array of JAX's has methods of NumPy's names and meaning.
extension Tensor: OfOwnKind, PrintedOtherwise {
    /// Of JAX's arrays alone.
    public var ownKind: String? { recorder.style == .jax ? JaxArray.kind : nil }

    /// Of JAX's arrays: what PyTorch alone has.
    public func lacks(_ name: String) -> Bool { recorder.style == .jax && !JaxArray.shared.contains(name) }

    /// JAX's are printed as NumPy's are, all others as they are spelled.
    public var printed: String { recorder.style == .jax ? ArrayText().str(array) : summary }
}

extension Recorder {
    /// An array as a tensor in the precision that is the usual one: numbers of 64 bits have 32 unless `jax_enable_x64` is set.
    package func narrowed(_ array: NDArray) throws -> Tensor {
        guard standard == .float32 else { return tensor(array) }
        switch array.dtype {
        case .float64: return tensor(try array.converted(to: .float32))
        case .int64: return tensor(try array.converted(to: .int32))
        case .bool, .uint8, .int32, .float32: return tensor(array)
        }
    }
}
