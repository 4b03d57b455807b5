import Answers
import Figures
import Glibc
import Language
import Numbers

/// One frame of a picture that is being drawn, as Matplotlib's words change it: `ax` in `fig, ax = plt.subplots()`.
///
/// It has an identity and belongs to one session, which is used by one thread at a time.
final class PlotAxes: Presentable, @unchecked Sendable {
    static let kind = "axes"
    var summary: String { title.isEmpty ? "<Axes>" : "<Axes: \(title)>" }

    var title = ""
    var x = Direction()
    var y = Direction()
    /// The height of three dimensions.
    var z = Direction()
    var layers: [PanelLayer] = []
    var colors: ColorScale?
    var hasLegend = false
    /// Where the legend stands in the frame; nil for beside it.
    var legend: LegendPlace?
    var legendTitle = ""
    var hasColorBar = false
    /// Drawn without numbers: `axis('off')`.
    var isBare = false
    /// Taken out of the picture: `fig.delaxes(ax)`.
    var isHidden = false
    /// Whether a unit across is as long as one up.
    var isEqual = false
    var hasGrid = true
    /// The frame whose vertical axis stands on the right of this one: `ax.twinx()`.
    var twin: PlotAxes?
    /// The frame whose horizontal axis stands above this one: `ax.twiny()`.
    var crown: PlotAxes?
    /// From where it is seen, when it has three dimensions.
    var eye: Eye?
    /// The colour of the next line.
    var nextColor = 0
    /// The colour of the next area or group of points: a band has the colour of its line, as in Matplotlib.
    var nextFill = 0

    /// One axis.
    struct Direction {
        var label = ""
        var isLog = false
        var limits: (low: Double?, high: Double?) = (nil, nil)
        var names: [Axis.Name] = []
        /// Names of categories, at 0, 1, 2 …
        var categories: [String] = []
        /// Whether what is drawn fills the axis without air, as an image does.
        var isTight = false
        /// Whether numbers grow down, or to the left.
        var isReversed = false
        /// By how many degrees names are turned.
        var turn = 0.0
        /// The share of the stretch that is left free at each end.
        var air = 0.05
    }

    var isEmpty: Bool { layers.isEmpty && title.isEmpty && twin?.isEmpty != false && crown?.isEmpty != false }

    /// The frames over this one.
    var upper: [PlotAxes] { [twin, crown].compactMap { $0 } }

    func takeColor() -> Int {
        defer { nextColor += 1 }
        return nextColor
    }

    func takeFill() -> Int {
        defer { nextFill += 1 }
        return nextFill
    }

    /// The place of each value: itself, or of a string that of its category.
    func places(
        _ value: Value, along direction: ReferenceWritableKeyPath<PlotAxes, Direction>, _ name: String, _ work: Work
    ) throws
        -> [Double]
    {
        guard let names = PlotData.names(value) else { return try PlotData.numbers(value, name, work) }
        var categories = self[keyPath: direction].categories
        var known = [String: Int](
            categories.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let places = try names.map(stoppedBy: work) { name -> Double in
            if let place = known[name] { return Double(place) }
            known[name] = categories.count
            categories.append(name)
            return Double(categories.count - 1)
        }
        self[keyPath: direction].categories = categories
        return places
    }

    /// Empties the frame.
    func clear() {
        (title, x, y, z, layers, colors) = ("", Direction(), Direction(), Direction(), [], nil)
        (twin, crown) = (nil, nil)
        (hasLegend, legend, legendTitle, hasColorBar, isBare) = (false, nil, "", false, false)
        (isEqual, hasGrid, nextColor, nextFill) = (false, true, 0, 0)
        if eye != nil { eye = Eye() }
    }
}
