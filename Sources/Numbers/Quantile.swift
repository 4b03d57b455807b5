extension [Double] {
    /// The number below which a share of these lies, linear between two neighbours: NumPy's default (Hyndman & Fan 1996, type 7).
    ///
    /// The numbers are sorted, the smallest first, and none of them is nan.
    ///
    /// - Parameter share: 0 for the smallest, 0.5 for the median, 1 for the largest; what lies beyond is brought to the nearer end.
    /// - Returns: nan of no numbers, and for a share that is nan.
    public func quantile(_ share: Double) -> Double {
        guard let last, !share.isNaN else { return .nan }
        let place = Swift.max(0, Swift.min(1, share)) * Double(count - 1)
        let low = Int(place)
        // Between two equal ones lies nothing, between two infinities neither.
        guard low + 1 < count, self[low] != self[low + 1] else { return low + 1 < count ? self[low] : last }
        return self[low] + (place - Double(low)) * (self[low + 1] - self[low])
    }
}
