import Answers
import Arrays
import Datasets
import Language

/// One side of arithmetic with times: points or lengths of time, one for each row or one for all, or plain numbers.
enum TimeOperand {
    case points([Double])
    case spans([Double])
    case numbers([Double])

    /// - Parameter isSpan: whether a text is read as a length of time and not as a point.
    init?(_ value: Value, isSpan: Bool) {
        if let point = value.asThing(Timestamp.self) {
            self = .points([point.seconds])
        } else if let span = value.asThing(Timedelta.self) {
            self = .spans([span.seconds])
        } else if let series = value.asThing(Series.self) {
            if let spans = series.spans {
                self = .spans(spans)
            } else if case .dates(let seconds) = series.column.cells {
                self = .points(seconds)
            } else if case .numbers(let numbers) = series.column.cells {
                self = .numbers(numbers)
            } else {
                return nil
            }
        } else if let index = value.asThing(IndexNames.self),
            case .dates(let seconds)? = index.labels.levels.first?.cells
        {
            self = .points(seconds)
        } else if let text = value.asText {
            guard let seconds = isSpan ? Timedelta(text)?.seconds : DateText.seconds(text) else { return nil }
            self = isSpan ? .spans([seconds]) : .points([seconds])
        } else if let number = value.asNumber {
            self = .numbers([number])
        } else if let items = value.places, !items.isEmpty {
            let seconds = items.compactMap { item in
                item.asThing(Timestamp.self)?.seconds ?? item.asText.flatMap { DateText.seconds($0) }
            }
            guard seconds.count == items.count else { return nil }
            self = .points(seconds)
        } else {
            return nil
        }
    }

    /// The seconds of each of so many rows; nil for plain numbers, and where there are not as many.
    func seconds(_ count: Int) -> [Double]? {
        switch self {
        case .points(let values), .spans(let values): TimeOperand.spread(values, count)
        case .numbers: nil
        }
    }

    static func spread(_ values: [Double], _ count: Int) -> [Double]? {
        values.count == count ? values : values.count == 1 ? [Double](repeating: values[0], count: count) : nil
    }
}

extension Series {
    /// The seconds of points or lengths of time, where it holds such.
    var seconds: [Double]? {
        if let spans { return spans }
        if case .dates(let seconds) = column.cells { return seconds }
        return nil
    }

    /// Arithmetic with times; nil where neither side holds any.
    func temporal(_ operation: BinaryOperator, _ other: Value, _ isRight: Bool, _ name: String) throws -> Series? {
        let own: TimeOperand
        if let spans {
            own = .spans(spans)
        } else if case .dates(let seconds) = column.cells {
            own = .points(seconds)
        } else {
            return nil
        }
        if let offset = other.asThing(DateOffset.self), case .points(let points) = own,
            operation == .add || (operation == .subtract && !isRight)
        {
            let moved = try points.map { try offset.moved($0, isBack: operation == .subtract) }
            return Series(Column(name, .dates(moved)), labels: labels)
        }
        guard let second = TimeOperand(other, isSpan: spans != nil || operation == .add) else { return nil }
        let (a, b) = isRight ? (second, own) : (own, second)
        func joined(_ x: [Double], _ y: [Double], _ join: (Double, Double) -> Double) throws -> [Double] {
            guard let left = TimeOperand.spread(x, length), let right = TimeOperand.spread(y, length) else {
                throw Mistake("\(x.count) and \(y.count) times", expected: "as many").raised(
                    as: "ValueError", "operands could not be broadcast together")
            }
            return zip(left, right).map(join)
        }
        func points(_ seconds: [Double]) throws -> Series {
            Series(Column(name, .dates(try seconds.map { try Timestamp.checked($0) })), labels: labels)
        }
        func lengths(_ seconds: [Double]) -> Series { Series(spans: seconds, name: name, labels: labels) }
        switch (a, operation, b) {
        case (.points(let x), .subtract, .points(let y)): return lengths(try joined(x, y, -))
        case (.points(let x), .add, .spans(let y)), (.spans(let x), .add, .points(let y)):
            return try points(joined(x, y, +))
        case (.points(let x), .subtract, .spans(let y)): return try points(joined(x, y, -))
        case (.spans(let x), .add, .spans(let y)): return lengths(try joined(x, y, +))
        case (.spans(let x), .subtract, .spans(let y)): return lengths(try joined(x, y, -))
        case (.spans(let x), .divide, .spans(let y)):
            return Series(Column(name, .numbers(try joined(x, y, /))), labels: labels)
        case (.spans(let x), .multiply, .numbers(let y)), (.numbers(let x), .multiply, .spans(let y)):
            return lengths(try joined(x, y, *))
        case (.spans(let x), .divide, .numbers(let y)): return lengths(try joined(x, y, /))
        default:
            throw Mistake(
                "\(operation.rawValue) of times and \(other.brief)",
                expected: "a difference, or a time and a Timedelta",
                try: "pd.Timedelta(days=1)"
            ).raised(as: "TypeError", "cannot perform \(operation.rawValue) with this index type: \(type)")
        }
    }
}
