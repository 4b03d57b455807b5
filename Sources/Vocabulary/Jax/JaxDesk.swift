import Answers
import Arrays
import Autograd
import Language
import TensorVocabulary

/// JAX's arrays in one session, and how many derivatives are being taken, one inside the other.
final class JaxDesk {
    let recorder: Recorder
    /// 0 where nothing is being differentiated.
    var depth = 0

    init(_ recorder: Recorder) { self.recorder = recorder }
}

extension Context {
    var jaxDesk: JaxDesk {
        session.kept(JaxDesk.self) { JaxDesk(Recorder(work: work, seed: session.seed, style: .jax)) }
    }

    /// What JAX's arrays share.
    var jax: Recorder { jaxDesk.recorder }

    /// An array of JAX's: numbers, lists of them, NumPy's arrays; what is being differentiated stays so inside of a list, too.
    func jaxArray(_ value: Value) throws -> Tensor { try jaxArray(value, depth: 0) }

    /// A list that goes deeper than arrays have axes is left to NumPy's words, which say so.
    private func jaxArray(_ value: Value, depth: Int) throws -> Tensor {
        if let tensor = value.asThing(Tensor.self) {
            return tensor.recorder.style == .jax ? tensor : try jax.narrowed(tensor.array)
        }
        if depth < NDArray.mostAxes, let items = value.elements, items.contains(where: isDifferentiated) {
            return try Tensor.stacked(items.map { try jaxArray($0, depth: depth + 1) }, along: 0)
        }
        let made = try array(value)
        if value.asThing(NDArray.self) == nil, made.dtype == .int64, jax.standard == .float32 {
            let numbers = try made.elements(as: Int.self, stoppedBy: work)
            if let number = numbers.first(where: { Int32(exactly: $0) == nil }) {
                throw Mistake("\(number) is no whole number of 32 bits", expected: "numbers from −2³¹ to 2³¹ − 1")
                    .raised(
                        as: "OverflowError", "Python integer \(number) out of bounds for int32")
            }
        }
        return try jax.narrowed(made)
    }

    /// Whether operations are recorded of a value, or of one inside of it.
    func isDifferentiated(_ value: Value) -> Bool { isDifferentiated(value, depth: 0) }

    private func isDifferentiated(_ value: Value, depth: Int) -> Bool {
        if let tensor = value.asThing(Tensor.self) { return tensor.requiresGrad }
        guard depth < NDArray.mostAxes else { return false }
        return value.elements?.contains { isDifferentiated($0, depth: depth + 1) } ?? false
    }

    /// Runs a word of Keras's whose tensors are JAX's arrays.
    func borrowing<Result>(_ body: () throws -> Result) rethrows -> Result {
        let desk = tensorFlowDesk
        let before = desk.borrower
        desk.borrower = jax
        defer { desk.borrower = before }
        return try body()
    }

    /// A result of another library's word as JAX has it: arrays and their numbers in its precision.
    func jaxValue(_ value: Value) throws -> Value {
        switch value {
        case .thing(let array as NDArray): return .thing(try jax.narrowed(array))
        case .thing(let tensor as Tensor):
            guard tensor.recorder.style != .jax || jax.standard == .float32 else { return value }
            switch tensor.dtype {
            case .float64: return .thing(try tensor.cast(to: .float32))
            case .int64: return .thing(try tensor.cast(to: .int32))
            case .bool, .uint8, .int32, .float32: return value
            }
        case .tuple(let items): return .tuple(try items.map(jaxValue))
        case .list(let list): return .list(try list.items.map(jaxValue))
        case .object(is ScalarObject): return .thing(try jax.narrowed(array(value)))
        // NumPy's results with names: Q and R, sign and logarithm.
        case .object where value.elements != nil: return .tuple(try (value.elements ?? []).map(jaxValue))
        default: return value
        }
    }
}
