// Layers that fill areas: a field of colours, cells of kinds, the stretch between two curves, columns.

/// A function of two variables as colours of the panel's scale.
public struct Field: Sendable, Equatable {
    /// The function's values.
    public var grid: ValueGrid
    /// Whether lines of equal value are drawn over the colours.
    public var hasContours: Bool
    /// Whether the colours are drawn, or the lines alone.
    public var isFilled = true
    /// The values of the lines; nil for those of the colour scale's numbers.
    public var levels: [Double]?
    /// Whether each line says its value.
    public var hasNumbers = false
    /// The colours of the lines, again from the first where there are more; empty for those of the scale.
    public var lineColors: [Color] = []
    /// How wide the lines are, 1 for plain ones.
    public var lineWeight = 1.0

    /// A field whose colours are those of the panel's scale, with contour lines at the scale's own numbers.
    public init(_ grid: ValueGrid, hasContours: Bool = true) {
        self.grid = grid
        self.hasContours = hasContours
    }

    /// Where its lines lie on a scale, 0…1.
    func linePlaces(on colors: ColorScale) -> [Double] {
        // A line at the end of the scale would lie where everything beyond it is held.
        levels.map { $0.compactMap { colors.place(of: $0) }.map { max(1e-6, min(1 - 1e-6, $0)) } }
            ?? colors.contourPlaces
    }
}

/// A grid of kinds. `kind` indexes `names`; −1 is none of them. `shade` 0…1 lightens a cell (steps taken, uncertainty).
public struct Regions: Sendable, Equatable {
    /// How many cells there are across.
    public var columns: Int
    /// How many cells there are up.
    public var rows: Int
    /// The middles of the first and last column.
    public var x: ClosedRange<Double>
    /// The middles of the first and last row.
    public var y: ClosedRange<Double>
    /// The kind of each cell, row by row from the bottom left.
    public var kinds: [Int]
    /// How much each cell is lightened, 0…1; empty for not at all.
    public var shades: [Double]
    /// What each kind is called in the legend; an empty name is left out.
    public var names: [String]
    /// The colour of each kind; of more kinds the first colours again.
    public var colors: [Color]
    /// What the shade means, for the caption: `paler: more steps`.
    public var shadeMeaning: String
    /// Cells from one image to the next on a sheet of many square images; 0 for anything else.
    public var tile = 0
    /// A text in each cell, for tables that are small enough to read.
    public var texts: [String] = []
    /// Where each cell lies between low and high, 0…1, when the kinds stand for amounts: what a picture without colours
    /// shows as density.
    public var places: [Double] = []

    /// Cells with their kinds.
    ///
    /// - Parameters:
    ///   - kinds: columns × rows numbers, row by row from the bottom left; −1 for none.
    ///   - shades: as many, 0 to 1, or none.
    public init(
        columns: Int, rows: Int, x: ClosedRange<Double>, y: ClosedRange<Double>, kinds: [Int], names: [String],
        shades: [Double] = [], colors: [Color] = Color.areas, shadeMeaning: String = ""
    ) {
        self.columns = columns
        self.rows = rows
        self.x = x
        self.y = y
        self.kinds = kinds
        self.names = names
        self.shades = shades
        self.colors = colors
        self.shadeMeaning = shadeMeaning
    }

    /// The colour of one cell; nil for none of the kinds.
    func color(at index: Int) -> Color? {
        let kind = kinds[index]
        guard kind >= 0, !colors.isEmpty else { return nil }
        let color = colors[kind % colors.count]
        return shades.indices.contains(index)
            ? color.mixed(with: .white, share: 0.75 * max(0, min(1, shades[index]))) : color
    }
}

/// The area between two curves: the range over seeds or folds.
public struct Band: Sendable, Equatable {
    /// Places along x, in ascending order; `low` and `high` have one number for each.
    public var x: [Double]
    /// The lower end at each x.
    public var low: [Double]
    /// The upper end at each x.
    public var high: [Double]
    /// What the legend says; empty for nothing.
    public var name: String
    /// Its place in the colour cycle.
    public var color: Int

    /// From 0, invisible, to 1.
    public var opacity = 0.25

    /// The area from `low` to `high` over `x`: three lists of one length, in units of the axes.
    public init(x: [Double], low: [Double], high: [Double], name: String = "", color: Int = 0) {
        self.x = x
        self.low = low
        self.high = high
        self.name = name
        self.color = color
    }
}

/// Columns that stand on 0, or each on a place of its own.
public struct Bars: Sendable, Equatable {
    /// A column from a base to an end, over a stretch of the other axis.
    public struct Bar: Sendable, Equatable {
        /// From its left to its right edge.
        public var x: ClosedRange<Double>
        /// Where it ends; not finite for none.
        public var height: Double
        /// Where it begins, in units of the axis it goes along: 0, or the top of a column below it.
        public var base: Double
        /// A column from `base` to `height`, in units of the vertical axis.
        public init(x: ClosedRange<Double>, height: Double, base: Double = 0) {
            self.x = x
            self.height = height
            self.base = base
        }
        /// From its foot to its end.
        var length: Double { height - base }
    }
    /// The columns, in any order.
    public var bars: [Bar]
    /// Whether they lie, from left to right: x is then the stretch up, height the length across.
    public var isHorizontal = false
    /// What the legend says; empty for nothing.
    public var name: String
    /// Their place in the colour cycle.
    public var color: Int

    /// What they are filled with.
    var fill: Color { edge == nil ? Color.cycled(color).mixed(with: .white, share: 0.25) : Color.cycled(color) }
    /// The line around each; nil for a thin one of their own colour.
    public var edge: Color?
    /// From 0, invisible, to 1.
    public var opacity = 1.0

    /// Upright columns, opaque, of one colour of the cycle.
    public init(_ bars: [Bar], name: String = "", color: Int = 3) {
        self.bars = bars
        self.name = name
        self.color = color
    }
}
