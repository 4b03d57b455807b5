import Arrays
import Datasets
import Figures
import Landscapes
import Language
import Optimizers
import Answers
import Pictures
import Tuning
import ArrayVocabulary

/// The border to the pictures: values of the language become values that know how they are drawn.
extension Value {
    /// What the arguments of `plot` draw: a list that is no list of numbers stands for its elements.
    ///
    /// - Throws: `Mistake` for a value that has no picture.
    static func drawables(_ values: [Value], _ context: Context) throws -> [any Drawable] {
        if let picture = try studyPicture(values) { return [picture] }
        return try values.flatMap { value -> [any Drawable] in
            if let numbers = try value.drawableNumbers(context.work) { return [numbers] }
            guard let items = value.elements else { return [try value.drawable(context)] }
            if items.isEmpty { throw Mistake("there is nothing to draw: the list is empty", expected: "values") }
            return try items.map { try $0.drawableNumbers(context.work) ?? $0.drawable(context) }
        }
    }

    /// `plot(study, "slice", "lr")`: studies, the name of a view, and names of hyperparameters, each by itself or in a list; nil
    /// for anything else.
    private static func studyPicture(_ values: [Value]) throws -> StudyPicture? {
        let head = values.prefix { $0.asText == nil }
        let rest = values.dropFirst(head.count).flatMap { $0.elements ?? [$0] }
        let texts = rest.compactMap(\.asText)
        guard texts.count == rest.count else { return nil }
        let items = head.flatMap { $0.elements ?? [$0] }
        let studies = items.compactMap { $0.asThing(Study.self) }
        guard let name = texts.first, !studies.isEmpty, studies.count == items.count else { return nil }
        guard let view = StudyPicture.View(rawValue: name) else {
            throw Mistake(
                "a study has no view '\(name)'",
                expected: Phrase.alternatives(StudyPicture.View.allCases.map { "\"\($0.rawValue)\"" }),
                try: "plot(study, \"slice\")")
        }
        return StudyPicture(view, of: studies, parameters: Array(texts.dropFirst()))
    }

    /// A thing that has a picture, or the landscape that a word or a learner's function stands for.
    private func drawable(_ context: Context) throws -> any Drawable {
        if array != nil, let samples = try ArrayWords.samples(self, work: context.work) { return samples }
        if let drawable = asThing((any Drawable).self) { return drawable }
        if let frame = asThing(Frame.self) { return frame.table }
        if let series = asThing(Series.self) {
            return try Table([series.column], name: series.column.name)
        }
        if let landscape = try landscapeIfAny(self, context) { return landscape }
        throw Mistake(
            "there is no picture of \(brief)",
            expected: "a landscape, run, list of runs, schedule, list of numbers or figure", try: advice)
    }

    /// What has a picture and is near to the value.
    private var advice: String {
        // `_` before anything was shown, or after a line that gives nothing.
        if case .none = self { return "the name of what was made: run = minimize(…), then plot(run)" }
        // A file that the picture is meant to go to.
        if let text = asText, [".png", ".svg", ".pdf", ".gif"].contains(where: { text.hasSuffix($0) }) {
            return "save(plot(…), \"\(text)\")"
        }
        guard case .word(let word) = self, case .call = word.meaning, let call = word.call else {
            return "plot(rosenbrock)"
        }
        if Value.descending.contains(word.returns) { return "plot(minimize(rosenbrock, \(call)))" }
        if word.returns == Figure.kind { return call }
        return Value.pictured.contains(word.returns) ? "plot(\(call))" : "plot(rosenbrock)"
    }

    /// Kinds that go down a landscape.
    private static let descending = [Optimizer.kind, "solver"]
    /// Kinds that have a picture and are made by a call.
    private static let pictured = [
        Dataset.kind, Samples.kind, Run.kind, Comparison.kind, Schedule.kind, Landscape.kind, "list",
    ]

    /// Numbers, lists of numbers, and names with either; nil for anything else.
    private func drawableNumbers(_ work: Work) throws -> (any Drawable)? {
        if case .dict(let dictionary) = self { return try Value.named(dictionary) }
        if let array, array.ndim == 1, array.count > 0 { return NumberSeries(array.doubles()) }
        guard let items = elements, !items.isEmpty else { return nil }
        if let numbers = try Value.doubles(of: items, work) { return NumberSeries(numbers) }
        let lists = items.compactMap(\.numbers)
        return lists.count == items.count ? NumberTable(lists) : nil
    }

    /// The numbers, where all of them are some.
    private static func doubles(of items: [Value], _ work: Work) throws -> [Double]? {
        var check = StopCheck(work)
        var numbers: [Double] = []
        if items.first?.asDouble != nil { numbers.reserveCapacity(items.count) }
        for item in items {
            try check.pass()
            guard let number = item.asDouble else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    /// Numbers, when it is a list of them that is not empty.
    private var numbers: [Double]? { doubles.flatMap { $0.isEmpty ? nil : $0 } }

    private static func named(_ dictionary: Dictionary) throws -> (any Drawable)? {
        guard !dictionary.entries.isEmpty else { throw Mistake("the dict is empty", expected: "names and numbers") }
        func name(_ key: Value) -> String { key.asText ?? key.brief }
        let amounts = dictionary.entries.compactMap { entry in
            entry.value.asDouble.map { (name: name(entry.key), value: $0) }
        }
        if amounts.count == dictionary.entries.count { return NamedAmounts(amounts) }
        let lists = dictionary.entries.compactMap { entry in
            entry.value.numbers.map { (name: name(entry.key), values: $0) }
        }
        return lists.count == dictionary.entries.count ? NamedSeries(lists) : nil
    }
}

extension [Value] {
    /// The things among the values that have a picture, those within lists too, and the landscapes that words and
    /// functions stand for; other values are passed over.
    func drawn(_ context: Context) throws -> [any Drawable] {
        try flatMap { $0.elements ?? [$0] }.compactMap { value in
            if value.array != nil { return try ArrayWords.samples(value, work: context.work) }
            return try value.asThing((any Drawable).self) ?? landscapeIfAny(value, context)
        }
    }
}
