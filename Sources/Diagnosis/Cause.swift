/// What can lie behind a training or a run that goes badly, by the name under which it is found.
public enum Cause: String, Sendable, CaseIterable {
    case rateTooHigh = "rate too high"
    case rateTooLow = "rate too low"
    case deadUnits = "dead units"
    case saturatedUnits = "saturated units"
    case vanishingGradients = "vanishing gradients"
    case explodingGradients = "exploding gradients"
    case inputScale = "input scale"
    /// Targets that the last layer's activation cannot give.
    case outputRange = "output range"
    /// A target that is a number, far from where a new network begins to answer.
    case targetScale = "target scale"
    case initialisationScale = "initialisation scale"
    case overfitting
    case underfitting
    /// Validation rows that are not like the training rows: sorted rows, another source.
    case unlikeValidation = "unlike validation rows"
    case tinyValidation = "tiny validation set"
    case leakage
    case penaltyInLoss = "penalty in val_loss"
    case overflow
    case plateau
    case saddle
    case localMinimum = "local minimum"
    case narrowValley = "narrow valley"
    /// A function without a lower bound.
    case unbounded = "unbounded function"
}
