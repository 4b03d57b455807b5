public import Arrays

/// `a.dtype`, and what `dtype=` takes.
public final class DTypeObject: Object, @unchecked Sendable {
    /// What it stands for.
    public let dtype: DType

    /// The object of a dtype.
    public init(_ dtype: DType) {
        self.dtype = dtype
        super.init()
    }

    override var kindName: String { "dtype" }
    override var pythonType: String { "numpy.dtype" }
    override var spelled: String { "dtype('\(dtype.name)')" }

    /// The dtype that a value names: `np.float32`, `float`, `"int64"`, another array's `.dtype`; nil for anything else.
    public static func dtype(of value: Value) -> DType? {
        switch value {
        case .object(let object as DTypeObject): object.dtype
        case .text(let name): DType(named: name)
        case .word(let word): DType(named: String(word.name.split(separator: ".").last ?? ""))
        default: nil
        }
    }
}
