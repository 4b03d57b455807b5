import Figures
import Landscapes
import Language
import Numbers
import Optimizers
import Training

/// Which picture a value gets.
enum Picturing {
    /// The picture of one value or of several values together.
    static func figure(_ values: [Value], _ options: PlotOptions, _ context: Context) throws -> Figure {
        guard let first = values.first else {
            throw Mistake("there is nothing to draw", expected: "a value", try: "plot(rosenbrock)")
        }
        if values.count == 2, let x = numbers(values[0]), let y = numbers(values[1]) {
            return try curve(x: x, y: y, options)
        }
        let all = values.count == 1 ? first.elements ?? values : values
        if all.isEmpty { throw Mistake("there is nothing to draw: the list is empty", expected: "values") }
        if let figure = try plain(values.count == 1 ? first : .list(values), options) { return figure }
        return try things(all, options, context)
    }

    /// The figure of one thing.
    private static func single(_ value: Value, _ options: PlotOptions, _ context: Context) throws -> Figure {
        if case .thing(let thing) = value {
            if let drawable = thing as? any Drawable { return try drawable.figure(options, work: context.work) }
            if let schedule = thing as? any Schedule { return Pictures.schedules([schedule], options) }
        }
        if let figure = try plain(value, options) { return figure }
        if let landscape = try landscapeIfAny(value, context) {
            return try landscape.figure(options, work: context.work)
        }
        if case .thing(is Model) = value {
            throw Mistake(
                "a model alone has no picture", expected: "data beside it, on which it is asked",
                try: "plot(model, data), or plot(model.layers[0]) for weights")
        }
        throw Mistake(
            "there is no picture of \(value.brief)",
            expected: "a landscape, run, list of runs, schedule, list of numbers or figure", try: "plot(rosenbrock)")
    }

    /// Runs over one landscape, schedules in one frame; otherwise side by side.
    private static func things(_ values: [Value], _ options: PlotOptions, _ context: Context) throws -> Figure {
        var things = values.compactMap { if case .thing(let thing) = $0 { thing } else { nil } }
        // Rows in brackets after a layer are data for it.
        if things.count == 1, values.count == 2, things[0] is LayerHandle, let rows = try ArrayWords.samples(values[1])
        {
            things.append(rows)
        }
        if things.count == values.count {
            let runs = things.compactMap { $0 as? Run }
            if runs.count == things.count { return try Pictures.paths(runs, options, work: context.work) }
            let schedules = things.compactMap { $0 as? any Schedule }
            if schedules.count == things.count { return Pictures.schedules(schedules, options) }
            if things.count > 1, let first = things[0] as? any JointlyDrawable,
                let figure = try first.figure(with: Array(things.dropFirst()), options, work: context.work)
            {
                return figure
            }
        }
        guard values.count <= 12 else {
            throw Mistake("\(values.count) pictures side by side are too many to read", expected: "at most 12")
        }
        var each = options
        if values.count > 1 { each.title = nil }
        return Pictures.together(try values.map { try single($0, each, context) }, options)
    }

    // MARK: Numbers

    static func numbers(_ value: Value) -> [Double]? {
        guard let items = value.elements, !items.isEmpty else { return nil }
        let numbers = items.compactMap(\.asDouble)
        return numbers.count == items.count ? numbers : nil
    }

    /// Pictures of bare numbers: a list over its index, several lists, points, named amounts.
    private static func plain(_ value: Value, _ options: PlotOptions) throws -> Figure? {
        if let list = numbers(value) {
            return Figure.curves(
                [Series("value", values: list)], title: "\(list.count) numbers", x: "index", y: "value",
                options: options)
        }
        if case .dict(let dictionary) = value { return try named(dictionary, options) }
        guard let items = value.elements, !items.isEmpty else { return nil }
        let lists = items.compactMap(numbers)
        guard lists.count == items.count else { return nil }
        if lists.allSatisfy({ $0.count == 2 }), lists.count > 2 {
            let points = lists.map { Point($0[0], $0[1]) }
            return Figure.scatter(
                [Points(points, color: 3)], title: "\(points.count) points", x: "x", y: "y", options: options)
        }
        let series = lists.enumerated().map { Series("list \($0 + 1)", values: $1) }
        return Figure.curves(
            series, title: "\(lists.count) lists of numbers", x: "index", y: "value", options: options)
    }

    private static func named(_ dictionary: Value.Dictionary, _ options: PlotOptions) throws -> Figure? {
        guard !dictionary.entries.isEmpty else { throw Mistake("the dict is empty", expected: "names and numbers") }
        func name(_ key: Value) -> String { if case .text(let text) = key { text } else { key.brief } }
        let amounts = dictionary.entries.compactMap { entry in entry.value.asDouble.map { (name(entry.key), $0) } }
        if amounts.count == dictionary.entries.count {
            return Figure.bars(
                amounts.map { (name: $0.0, value: $0.1) }, title: options.title ?? "\(amounts.count) amounts",
                label: "value")
        }
        let lists = dictionary.entries.compactMap { entry in numbers(entry.value).map { (name(entry.key), $0) } }
        guard lists.count == dictionary.entries.count else { return nil }
        return Figure.curves(
            lists.map { Series($0.0, values: $0.1) }, title: lists.map(\.0).prefix(4).joined(separator: ", "),
            x: "index", y: "value", options: options)
    }

    private static func curve(x: [Double], y: [Double], _ options: PlotOptions) throws -> Figure {
        guard x.count == y.count else {
            throw Mistake(
                "\(x.count) places and \(y.count) values do not belong together",
                expected: "two lists of the same length")
        }
        let points = zip(x, y).map { Point($0, $1) }
        return Figure.curves(
            [Series("value", points)], title: "\(points.count) points", x: "x", y: "value", options: options)
    }
}
