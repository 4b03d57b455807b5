internal import Answers
internal import Networks
public import Training

/// What of a trained model is learnt on the rows of another task.
public enum TransferMethod: Sendable, Hashable {
    /// All of it, from new random weights: what was learnt before is not used.
    case scratch
    /// The last layer alone.
    case head
    /// All of it, from where it stands.
    case full
    /// A change of this rank beside each hidden Dense kernel, and the last layer.
    case lowRank(Int)
    /// An adapter of this width after each hidden Dense layer, and the last layer.
    case adapters(Int)

    /// `scratch`, `head`, `full`, `lora2`, `adapters4`
    public var name: String {
        switch self {
        case .scratch: "scratch"
        case .head: "head"
        case .full: "full"
        case .lowRank(let rank): "lora\(rank)"
        case .adapters(let width): "adapters\(width)"
        }
    }

    /// Whether it begins from the trained weights.
    public var startsTrained: Bool { self != .scratch }

    /// The seven of the study.
    public static let all: [TransferMethod] = [
        .scratch, .head, .full, .lowRank(1), .lowRank(2), .lowRank(4), .adapters(4),
    ]

    /// The method of a name; `lora` is `lora2`, `adapters` is `adapters4`.
    ///
    /// - Throws: `Mistake` for another name, and a rank or width of 0.
    public init(named name: String) throws {
        func number(after prefix: String, standard: Int) -> Int? {
            guard name.hasPrefix(prefix) else { return nil }
            return name == prefix ? standard : Int(name.dropFirst(prefix.count))
        }
        switch name {
        case "scratch": self = .scratch
        case "head": self = .head
        case "full": self = .full
        default:
            if let rank = number(after: "lora", standard: 2) {
                guard rank > 0 else { throw TransferMethod.unknown("'\(name)' has a rank of \(rank)") }
                self = .lowRank(rank)
            } else if let width = number(after: "adapters", standard: 4) ?? number(after: "adapter", standard: 4) {
                guard width > 0 else { throw TransferMethod.unknown("'\(name)' has a width of \(width)") }
                self = .adapters(width)
            } else {
                throw TransferMethod.unknown("there is no method called '\(name)'")
            }
        }
    }

    private static func unknown(_ found: String) -> Mistake {
        Mistake(
            found, expected: "scratch, head, full, lora1, lora2 …, adapters4 …: a rank or width from 1")
    }

    /// A model that is to be trained by it; the given one is not touched.
    ///
    /// - Parameter seed: of new weights and of the order of the rows.
    /// - Throws: `Mistake` for a model that has no layer for it, and one that is not built.
    public func model(from trained: Model, seed: UInt64) throws -> Model {
        switch self {
        case .scratch: try trained.fromScratch(seed: seed)
        case .head: try trained.withHeadOnly(seed: seed)
        case .full: try trained.withAll(seed: seed)
        case .lowRank(let rank): try trained.withLowRank(rank: rank, seed: seed)
        case .adapters(let width): try trained.withAdapters(width: width, seed: seed)
        }
    }
}
