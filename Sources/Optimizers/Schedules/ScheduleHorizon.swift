import Answers

/// How many steps of a schedule are worth showing; sums and products that stop at the largest whole number.
enum ScheduleHorizon {
    static func times(_ factor: Int, _ steps: Int) -> Int {
        let (product, overflow) = factor.multipliedReportingOverflow(by: steps)
        return overflow ? Int.max : product
    }

    static func sum(_ first: Int, _ second: Int) -> Int {
        let (total, overflow) = first.addingReportingOverflow(second)
        return overflow ? Int.max : total
    }

    /// A little beyond the last boundary, so that the last piece is seen.
    static func after(_ boundaries: [Int]) -> Int {
        let last = boundaries.last ?? 100
        return sum(last, Swift.max(1, last / 4))
    }

    /// A share below 1 of some steps, rounded down.
    static func part(_ share: Double, of steps: Int) -> Int {
        share < 1 ? Int(saturating: share * Double(steps)) : steps
    }

    static func whole(_ steps: Double) -> Int { steps < 0x1p62 ? Swift.max(1, Int(saturating: steps)) : Int.max }
}
