import Language
import RealModule

/// The rates of PyTorch's schedules that are computed from the rate before: several can go together, and the last digits are
/// those of such a chain.
///
/// `torch/optim/lr_scheduler.py` of PyTorch 2.13, the methods `get_lr`.
enum ChainedRate {
    /// The rate of a step; nil for a schedule that is no chain.
    static func next(_ name: String, _ now: Double, _ base: Double, _ step: Int, _ object: Instance) -> Double? {
        let t = Double(step)
        let first = step == 0
        switch name {
        case "StepLR":
            let size = Swift.max(1, object.int("step_size"))
            return first || step % size != 0 ? now : now * object.number("gamma")
        case "MultiStepLR":
            let count = (object["milestones"]?.wholes ?? []).count { $0 == step }
            return count == 0 ? now : now * Double.pow(object.number("gamma"), count)
        case "ExponentialLR": return first ? now : now * object.number("gamma")
        case "ConstantLR":
            let factor = object.number("factor")
            if first { return now * factor }
            return step == object.int("total_iters") ? now * (1 / factor) : now
        case "LinearLR":
            let (start, end) = (object.number("start_factor"), object.number("end_factor"))
            let total = object.number("total_iters")
            if first { return now * start }
            if t > total { return now }
            return now * (1 + (end - start) / (total * start + (t - 1) * (end - start)))
        case "PolynomialLR":
            let total = object.number("total_iters")
            if first || t > total { return now }
            return now * Double.pow((1 - t / total) / (1 - (t - 1) / total), object.number("power"))
        case "CosineAnnealingLR":
            let (length, low) = (object.number("T_max"), object.number("eta_min"))
            if first { return now }
            if (t - 1 - length).truncatingRemainder(dividingBy: 2 * length) == 0 {
                return now + (base - low) * (1 - Double.cos(.pi / length)) / 2
            }
            return (1 + Double.cos(.pi * t / length)) / (1 + Double.cos(.pi * (t - 1) / length)) * (now - low) + low
        default: return nil
        }
    }
}
