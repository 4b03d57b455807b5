import Autograd
import Networks

/// A weight of an object, and what a network has to know of it.
struct OwnWeight {
    var name: String
    var tensor: Tensor
    var regulariser: Regulariser?
    var constraint: Constraint?
}
