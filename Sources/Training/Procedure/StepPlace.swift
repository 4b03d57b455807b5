internal import Answers

/// Where in a training a step stands.
struct StepPlace {
    /// Steps before this one.
    var number = 0
    /// What callbacks have made of the rates: 1 where they have set none.
    var rateFactor = 1.0
    /// Whether it is still wanted.
    var work: Work
}
