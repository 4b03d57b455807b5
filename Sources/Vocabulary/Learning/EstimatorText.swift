import Answers
import Language

/// How scikit-learn prints estimators: lines of 80 columns, only settings that were changed, and at most thirty elements of each.
struct EstimatorText {
    private static let width = 80
    private static let most = 30

    private var text = ""

    /// On one line.
    static func line(_ value: Value) -> String {
        guard let estimator = Estimator.of(value) else {
            switch value {
            case .list(let list): return "[" + list.items.map(line).joined(separator: ", ") + "]"
            case .tuple(let items):
                return "(" + items.map(line).joined(separator: ", ") + (items.count == 1 ? ",)" : ")")
            case .dict(let dictionary) where dictionary.count > 0:
                return "{" + entries(dictionary).map { "\($0.label)\(line($0.value))" }.joined(separator: ", ") + "}"
            default: return value.repr
            }
        }
        let shown = estimator.changed.map { "\($0.name)=\(line($0.value))" }
        return "\(estimator.form.name)(\(shown.joined(separator: ", ")))"
    }

    /// The entries of a dict in the order of their keys.
    private static func entries(_ dictionary: Value.Dictionary) -> [(label: String, value: Value)] {
        dictionary.entries.map { (label: "\($0.key.repr): ", value: $0.value) }.sorted { $0.label < $1.label }
    }

    /// Over several lines where one does not hold it.
    static func lines(_ value: Value) -> String {
        var writer = EstimatorText()
        writer.write(value, 0, 0)
        return writer.text
    }

    /// - Parameters:
    ///   - indent: the columns before it.
    ///   - allowance: the columns that closing brackets behind it take.
    private mutating func write(_ value: Value, _ indent: Int, _ allowance: Int) {
        let line = EstimatorText.line(value)
        guard line.count > EstimatorText.width - indent - allowance else {
            text += line
            return
        }
        if let estimator = Estimator.of(value) {
            let name = estimator.form.name
            text += name + "("
            write(pairs: estimator.changed.map { ("\($0.name)=", $0.value) }, indent + name.count, allowance + 1)
            text += ")"
            return
        }
        switch value {
        case .list(let list):
            text += "["
            write(list.items, indent, allowance + 1)
            text += "]"
        case .tuple(let items):
            let end = items.count == 1 ? ",)" : ")"
            text += "("
            write(items, indent, allowance + end.count)
            text += end
        case .dict(let dictionary) where dictionary.count > 0:
            text += "{"
            write(pairs: EstimatorText.entries(dictionary), indent, allowance + 1)
            text += "}"
        default: text += line
        }
    }

    private mutating func write(_ items: [Value], _ indent: Int, _ allowance: Int) {
        write(pairs: items.map { ("", $0) }, indent, allowance)
    }

    /// As many as a line holds, then the next line; what is too long for one stands alone and is parted itself.
    private mutating func write(pairs: [(label: String, value: Value)], _ indent: Int, _ allowance: Int) {
        let indent = indent + 1
        let lineEnd = ",\n" + String(repeating: " ", count: indent)
        var mark = ""
        var (most, left) = (EstimatorText.width - indent + 1, EstimatorText.width - indent + 1)
        for (place, pair) in pairs.enumerated() {
            if place == EstimatorText.most {
                text += ", ..."
                return
            }
            let isLast = place == pairs.count - 1
            if isLast {
                most -= allowance
                left -= allowance
            }
            let line = pair.label + EstimatorText.line(pair.value)
            let size = line.count + 2
            if left < size {
                left = most
                if !mark.isEmpty { mark = lineEnd }
            }
            if left >= size {
                left -= size
                text += mark + line
                mark = ", "
                continue
            }
            text += mark + pair.label
            mark = lineEnd
            write(pair.value, indent + pair.label.count, isLast ? allowance : 1)
        }
    }
}
