import Language
import Networks

extension LayerSetting {
    /// As the layer's word takes it.
    var asValue: Value {
        switch self {
        case .whole(let number): .int(number)
        case .number(let number): .number(number)
        case .flag(let flag): .bool(flag)
        case .text(let text): .text(text)
        case .pair(let a, let b): .tuple([.int(a), .int(b)])
        }
    }
}
