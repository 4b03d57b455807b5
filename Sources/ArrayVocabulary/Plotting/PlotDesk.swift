import Answers
import Language

/// The pictures that a session is drawing.
final class PlotDesk {
    /// Width and height in inches of pictures that say nothing else: `plt.rcParams['figure.figsize']`.
    var size = (width: 6.4, height: 4.8)
    private(set) var figures: [Int: PlotFigure] = [:]
    private var number = 0

    /// The picture to draw in, made where there is none.
    var current: PlotFigure { figures[number] ?? open() }

    /// A new picture, or the one of that number.
    @discardableResult
    func open(_ wanted: Int? = nil, _ make: () -> PlotFigure? = { nil }) -> PlotFigure {
        number = wanted ?? (figures.keys.max() ?? 0) + 1
        if let known = figures[number] { return known }
        let made = make() ?? PlotFigure(width: size.width, height: size.height)
        figures[number] = made
        return made
    }

    /// Makes a frame the one that is drawn in next.
    func choose(_ axes: PlotAxes) {
        for (place, figure) in figures
        where figure.axes.contains(where: { $0 === axes || $0.twin === axes || $0.crown === axes }) {
            number = place
            figure.current = axes
        }
    }

    /// All that something was drawn in, in the order in which they were made.
    var drawn: [PlotFigure] { figures.sorted { $0.key < $1.key }.map(\.value).filter { !$0.isEmpty } }

    func close(_ figure: PlotFigure? = nil) {
        guard let figure else { return figures = [:] }
        figures = figures.filter { $0.value !== figure }
    }
}

extension Context {
    /// The pictures of this session.
    var desk: PlotDesk { session.kept(PlotDesk.self) { PlotDesk() } }
}
