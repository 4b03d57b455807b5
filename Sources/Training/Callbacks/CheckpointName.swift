internal import Foundation
internal import Answers

/// The name of a checkpoint with places for the numbers of its epoch, as Python's `str.format` writes them:
/// `ck_{epoch:02d}_{val_loss:.2f}.keras`.
struct CheckpointName {
    private enum Piece {
        case text(String)
        /// `format` is C's, without the leading `%` and the letter; empty for the shortest writing of the number.
        case number(name: String, format: String, letter: Character?)
    }

    private var pieces: [Piece] = []

    /// - Parameter names: those of the numbers that an epoch of this fit has, beside `epoch`.
    /// - Throws: `Mistake` for a brace that is not closed, a name that is none of them, and a format that is not known.
    init(_ path: String, names: [String]) throws {
        var rest = path[...]
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            pieces.append(.text(String(rest[..<open])))
            let next = rest.index(after: open)
            // A doubled brace stands for itself.
            if next < rest.endIndex, rest[next] == rest[open] {
                pieces.append(.text(String(rest[open])))
                rest = rest[rest.index(after: next)...]
                continue
            }
            guard rest[open] == "{", let close = rest[next...].firstIndex(of: "}") else {
                throw Mistake(
                    "a brace in the file name '\(path)' has no partner", expected: "{epoch}, or {{ for a brace",
                    argument: "callbacks")
            }
            pieces.append(try CheckpointName.piece(rest[next..<close], names))
            rest = rest[rest.index(after: close)...]
        }
        pieces.append(.text(String(rest)))
    }

    private static func piece(_ place: Substring, _ names: [String]) throws -> Piece {
        let parts = place.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts.first ?? "")
        guard name == "epoch" || names.contains(name) else {
            throw Mistake(
                "there is no '\(name)' to put into the name of a checkpoint",
                expected: "one of " + (["epoch"] + names).joined(separator: ", "), argument: "callbacks")
        }
        guard parts.count == 2, !parts[1].isEmpty else { return .number(name: name, format: "", letter: nil) }
        let format = parts[1].wholeMatch(of: /(0?[0-9]{0,2}(?:\.[0-9]{1,2})?)([dfeg])/)
        guard let format, !(format.2 == "d" && (name != "epoch" || format.1.contains("."))) else {
            throw Mistake(
                "'\(parts[1])' is no format for \(name)",
                expected: name == "epoch"
                    ? "{epoch:02d}, with the width wanted" : "{\(name):.2f}, with the digits wanted",
                argument: "callbacks")
        }
        return .number(name: name, format: String(format.1), letter: format.2.first)
    }

    /// The name for one epoch, counted from 1 in it as Keras does.
    func text(_ epoch: History.Epoch) -> String {
        pieces.map { piece in
            switch piece {
            case .text(let text): return text
            case .number(let name, let format, let letter):
                let value = name == "epoch" ? Double(epoch.number + 1) : epoch.watched(name)
                switch letter {
                case nil: return name == "epoch" ? String(epoch.number + 1) : "\(value)"
                case "d": return String(format: "%\(format)ld", epoch.number + 1)
                case let letter?: return String(format: "%\(format)\(letter)", value)
                }
            }
        }.joined()
    }
}
