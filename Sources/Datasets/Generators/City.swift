/// The two made-up cities of `Table.house`: one formula, two sets of numbers.
///
/// What is hard to learn of few sales, the wave of prices over the map and the worth of the centre, is the same in both. What differs
/// is what a house is made of: in B a square metre adds less, a garage, a lot and good building more, age hardly lowers a price, four
/// of the eight neighbourhoods have another name, and prices are lower altogether. So a model of A is no model of B, and knows half of
/// it.
public enum City: String, Sendable, CaseIterable {
    /// The town that lessons and benches use.
    case a = "A"
    /// The town that a model of A is moved to.
    case b = "B"

    /// The numbers in the formula of ln price, see `Table.house`.
    struct Market {
        /// ln price of a house of 110 m² without anything.
        let level: Double
        /// Factors of ln(area/110) and ln(lot/350).
        let area, lot: Double
        /// Of a step of quality, a year of age (taken away) and its square, a garage and a bath.
        let quality, age, ageSquared, garage, baths: Double
        /// Of the centre, of the centre times ln(area/110), and of the wave over the map.
        let centre, centreArea, wave: Double
        /// Deviation of a new house's ln price, and what a year of age adds to it.
        let noise, noiseOfAge: Double
        /// Of the neighbourhoods, in the order of the table's levels.
        let effects: [Double]
    }

    var market: Market {
        switch self {
        case .a:
            Market(
                level: 12.4, area: 0.72, lot: 0.09, quality: 0.045, age: 0.008, ageSquared: 0.00007, garage: 0.035,
                baths: 0.04, centre: 0.30, centreArea: 0.35, wave: 0.16, noise: 0.06, noiseOfAge: 0.0008,
                effects: [0.10, 0.18, 0.22, -0.12, 0, -0.20, -0.28, 0.25])
        case .b:
            Market(
                level: 12.0, area: 0.55, lot: 0.12, quality: 0.07, age: 0.003, ageSquared: 0.00002, garage: 0.06,
                baths: 0.03, centre: 0.30, centreArea: 0.20, wave: 0.16, noise: 0.06, noiseOfAge: 0.0006,
                effects: [0.20, 0.08, 0.22, 0.02, -0.08, -0.20, -0.28, 0.25])
        }
    }
}
