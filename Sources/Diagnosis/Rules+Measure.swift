internal import Inspection
internal import Numbers
internal import Training

extension Rules {
    /// The number by which a cause is measured, whether it is found or not; nil where the facts do not tell it.
    func measure(_ cause: Cause) -> Double? {
        let (curves, network, data) = (facts.curves, facts.network, facts.data)
        switch cause {
        case .rateTooHigh, .inputScale:
            let sizes = cause == .inputScale ? [facts.fluctuation.size] : [facts.fluctuation.size, curves.trainNoise]
            return sizes.filter { !$0.isNaN }.max()
        case .rateTooLow: return curves.lateShare
        case .deadUnits: return NetworkFacts.dead(network?.end)?.share ?? 0
        case .saturatedUnits: return NetworkFacts.saturated(network?.end)?.share ?? 0
        case .vanishingGradients, .explodingGradients: return network?.start.gradientRatio
        case .initialisationScale: return data?.newLoss.flatMap { usual in network.map { $0.startLoss / usual } }
        case .overfitting: return curves.riseFromBest
        case .underfitting, .plateau, .saddle, .targetScale: return facts.endLoss / facts.constantLoss
        case .unlikeValidation: return data?.shift?.distance
        case .tinyValidation: return data.map { Double($0.rows.validation) }
        case .outputRange: return facts.range?.outside ?? 0
        case .leakage: return data?.columns.map(\.correlation.magnitude).filter { !$0.isNaN }.max()
        case .penaltyInLoss, .overflow, .unbounded, .localMinimum, .narrowValley: return nil
        }
    }
}
