import Answers
import Figures
import Language

/// A picture that a function draws anew for each moment: `FuncAnimation(fig, update, frames=60)`. It moves in the file that `save` writes.
final class PlotFilm: Presentable, @unchecked Sendable {
    static let kind = "animation"
    var summary: String { "<matplotlib.animation.FuncAnimation>" }

    private let picture: PlotFigure
    private let update: Value
    private let first: Value
    private let more: [Value]
    private let moments: Value
    private let most: Int
    /// Between moments, in milliseconds.
    private let interval: Double

    /// As many pictures as one file takes.
    private static let limit = 500

    private init(_ arguments: Arguments) throws {
        picture = try arguments.thing("fig", as: PlotFigure.self)
        (update, first, moments) = (arguments["func"], arguments["init_func"], arguments["frames"])
        more = arguments["fargs"].elements ?? []
        most = arguments["save_count"].asInt ?? 100
        interval = arguments["interval"].asDouble ?? 200
    }

    /// What the function is called with, moment by moment.
    private func times(_ context: Context) throws -> [Value] {
        if let count = moments.asInt, moments.array == nil {
            guard (1...PlotFilm.limit).contains(count) else { throw PlotFilm.tooLong("frames = \(count)") }
            return (0..<count).map { .int($0) }
        }
        if case .none = moments { return (0..<most).map { .int($0) } }
        let source = if case .function = moments { try context.call(moments, []) } else { moments }
        if let items = source.elements ?? source.places {
            guard (1...PlotFilm.limit).contains(items.count) else { throw PlotFilm.tooLong("\(items.count) frames") }
            return items
        }
        // What makes them one by one may have no end.
        guard let slice = context.registry.word("itertools.islice") else { return [] }
        return try context.call(.word(slice), [source, .int(most)]).elements(in: context)
    }

    private static func tooLong(_ found: String) -> Mistake {
        Mistake(found, expected: "from 1 to \(limit) pictures in a file", argument: "frames")
    }

    /// All pictures, drawn one after the other.
    private func drawn(delay: Int, _ context: Context) throws -> Animation {
        if !first.isNone { _ = try context.call(first, []) }
        let times = try times(context)
        let figures = try times.enumerated().map { place, time in
            if context.work.isCancelled { throw Stopped() }
            context.work.report(Double(place) / Double(times.count), "picture \(place + 1)/\(times.count)")
            _ = try context.call(update, [time] + more)
            return try picture.figure(context.work)
        }
        return Animation(frames: figures, delay: delay)
    }

    private func save(_ arguments: Arguments, _ context: Context) throws {
        let name = try arguments.text("filename")
        guard name.lowercased().hasSuffix(".gif") else {
            throw arguments.mistake(
                "filename", "'\(name)' cannot hold an animation", expected: "a name that ends in .gif", try: "film.gif")
        }
        let rate = arguments["fps"].asDouble ?? 1000 / Swift.max(1, interval)
        guard rate > 0, rate <= 100 else {
            throw arguments.mistake("fps", "fps = \(rate.short())", expected: "above 0 and at most 100")
        }
        let dots = arguments["dpi"].asDouble ?? picture.dots
        guard dots >= 10, dots <= 300 else {
            throw arguments.mistake("dpi", "dpi = \(dots.short())", expected: "10 to 300 dots to the inch")
        }
        let film = try drawn(delay: Swift.max(2, Int(saturating: (100 / rate).rounded())), context)
        let page = PageSize(width: Int(picture.width * dots), height: Int(picture.height * dots))
        try arguments.about("filename") {
            try film.save(to: name, page: page, work: context.work)
        }
    }

    // MARK: Words

    static let words: [Word] = [
        Word(
            "matplotlib.animation.FuncAnimation", family: "plotting",
            summary: "a picture that a function draws anew for each moment; ani.save('film.gif') writes it",
            parameters: [
                Parameter("fig", .any, .required, "the picture"),
                Parameter("func", .any, .required, "called with each moment; it changes what was drawn"),
                Parameter(
                    "frames", .any, .value(.none), "how many moments, the moments themselves, or what makes them"),
                Parameter("init_func", .any, .value(.none), "called once before the first"),
                Parameter("fargs", .any, .value(.none), "what the function is called with besides"),
                Parameter(
                    "save_count", .optional(.int(.init(1, 500))), .value(.none),
                    "how many moments at most of what has no length, 100 by default"),
                Parameter(
                    "interval", .number(.positive), .value(.int(200)), "milliseconds between two moments",
                    isKeywordOnly: true),
            ] + PlotOperation.idle("blit", "repeat", "repeat_delay", "cache_frame_data"),
            returns: kind,
            examples: [
                "import matplotlib.pyplot as plt\nfrom matplotlib.animation import FuncAnimation\n"
                    + "fig, ax = plt.subplots()\nline, = ax.plot([0, 1], [0, 0])\n"
                    + "FuncAnimation(fig, lambda i: line.set_ydata([0, i]), frames=5)"
            ], seeAlso: ["animate", "matplotlib.pyplot.plot"],
            meaning: .call { arguments, context in
                context.noteOnce("an animation moves in its file: ani.save(\"film.gif\")")
                return .thing(try PlotFilm(arguments))
            })
    ]

    static let members: [Member] = [
        .method(
            "save", of: PlotFilm.self, "draws all moments and writes them to a file that ends in .gif",
            [
                Parameter("filename", .text, .required, "a name ending in .gif"),
                Parameter("writer", .any, .value(.none), "has no effect: gnuplot writes it"),
                Parameter("fps", .any, .value(.none), "pictures in a second; by the interval where nothing is said"),
                Parameter("dpi", .any, .value(.none), "dots to the inch, those of the figure where nothing is said"),
            ] + PlotOperation.idle("codec", "bitrate", "extra_args", "progress_callback"),
            needs: .writingFiles
        ) { film, arguments, context in
            try film.save(arguments, context)
            return .none
        }
    ]
}
