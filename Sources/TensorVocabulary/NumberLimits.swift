import Answers
import Arrays
import Autograd
import Glibc
import Language

/// `torch.finfo` and `torch.iinfo`: how large, small and exact the numbers of a dtype are.
final class NumberLimits: Presentable {
    let dtype: DType

    init(_ dtype: DType) { self.dtype = dtype }

    static var kind: String { "limits of a dtype" }

    private var isSingle: Bool { dtype == .float32 }
    private var largest: Double { isSingle ? Double(Float.greatestFiniteMagnitude) : Double.greatestFiniteMagnitude }
    private var smallest: Double { isSingle ? Double(Float.leastNormalMagnitude) : Double.leastNormalMagnitude }
    private var epsilon: Double { isSingle ? Double(Float.ulpOfOne) : Double.ulpOfOne }

    private var wholes: (least: Int, most: Int, bits: Int) {
        switch dtype {
        case .uint8: (0, 255, 8)
        case .int32: (Int(Int32.min), Int(Int32.max), 32)
        default: (Int.min, Int.max, 64)
        }
    }

    private func value(_ name: String) -> Value {
        switch name {
        case "eps": .number(epsilon)
        case "max": dtype.isFloat ? .number(largest) : .int(wholes.most)
        case "min": dtype.isFloat ? .number(-largest) : .int(wholes.least)
        case "resolution": .number(isSingle ? 1e-6 : 1e-15)
        case "bits": .int(dtype.isFloat ? (isSingle ? 32 : 64) : wholes.bits)
        default: .number(smallest)
        }
    }

    var summary: String {
        let names =
            dtype.isFloat ? ["resolution", "min", "max", "eps", "smallest_normal", "tiny"] : ["min", "max"]
        let shown = names.map { "\($0)=\(general(value($0).asDouble ?? 0))" }
        return "\(dtype.isFloat ? "finfo" : "iinfo")(\(shown.joined(separator: ", ")), dtype=\(dtype.name))"
    }

    /// Six digits, with an exponent where that is shorter.
    private func general(_ number: Double) -> String {
        withVaList([number]) { arguments in
            var buffer = [CChar](repeating: 0, count: 40)
            let count = vsnprintf(&buffer, buffer.count, "%g", arguments)
            return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    static let members: [Member] =
        [
            ("eps", "the step from 1 to the next number"), ("max", "the largest"), ("min", "the smallest, below 0"),
            ("tiny", "the smallest number above 0 with all digits"), ("smallest_normal", "the same"),
            ("resolution", "a power of ten about eps"), ("bits", "its length in memory"),
        ].map { name, meaning in
            .attribute(name, of: NumberLimits.self, meaning) { limits in
                guard limits.dtype.isFloat || ["max", "min", "bits"].contains(name) else {
                    throw Mistake(
                        "the limits of \(limits.dtype.torchName) have no .\(name)", expected: "max, min or bits"
                    )
                    .raised(as: "AttributeError", "'torch.iinfo' object has no attribute '\(name)'")
                }
                return limits.value(name)
            }
        } + [.attribute("dtype", of: NumberLimits.self, "the dtype's name") { .text($0.dtype.name) }]

    static let words: [Word] = [("finfo", true), ("iinfo", false)].map { name, isFloat in
        let kind = isFloat ? "floating-point" : "whole"
        let parameter = Parameter(
            "type", aliases: ["dtype"], .any, isFloat ? .value(.none) : .required,
            isFloat ? "a dtype; the usual one where None" : "a dtype of whole numbers")
        return TorchWords.word(
            name, "how large and exact \(kind) numbers of a dtype are: eps, max, min …", [parameter],
            returns: "limits", example: isFloat ? "(torch.float32).eps" : "(torch.int64).max"
        ) { args, context in
            let dtype = try args.dtype("type") ?? context.recorder.standard
            guard dtype.isFloat == isFloat, dtype != .bool else {
                throw Mistake(
                    "torch.\(name) of \(dtype.torchName)", expected: "a dtype of \(kind) numbers",
                    try: "torch.\(isFloat ? "iinfo" : "finfo")"
                ).raised(
                    as: "TypeError",
                    "torch.\(name)() requires \(isFloat ? "a floating point" : "an integer") input type. "
                        + "Use torch.\(isFloat ? "iinfo" : "finfo") to handle 'torch.\(name)'")
            }
            return .thing(NumberLimits(dtype))
        }
    }
}
