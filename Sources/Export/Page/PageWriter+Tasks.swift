import Answers
import Lessons
import Markdown

/// Predictions, questions and exercises on a page.
extension PageWriter {
    mutating func set(_ prediction: Prediction) -> Markup {
        var inside = Markup.own("\n") + set(prediction.prompt)
        predictions[prediction.cell, default: 0] += 1
        if let guess = work?.guess(before: prediction.cell, predictions[prediction.cell] ?? 1) {
            inside += .block(
                "p", ["class": "given"], .text("Your guess: ") + .element("code", [:], .text(guess)))
        }
        return .block("div", ["class": "predict", "role": "note"], inside)
    }

    mutating func set(_ question: Question) -> Markup {
        questions += 1
        let title = "Question \(questions)"
        let anchor = anchors.claim(question.id)
        var inside = task(title, points: question.points, anchor) + set(question.prompt)
        var answer = Markup.nothing
        switch question.answer {
        case .choice(let choices):
            inside += .block(
                "ol", [:],
                .own("\n") + choices.map { Markup.block("li", [:], tight($0.text)) }.joined())
            answer = .block(
                "ol", [:],
                .own("\n")
                    + choices.map { choice in
                        let mark = Markup.element("strong", [:], .text(choice.isRight ? "Right: " : "Wrong: "))
                        return Markup.block(
                            "li", [:], mark + tight(choice.text) + .own("\n") + set(choice.reason))
                    }.joined())
        case .number(let number):
            answer = .block("p", [:], .text(PageWriter.words(number))) + set(question.explanation)
        case .formula(let formula): answer = expression(formula.expression) + set(question.explanation)
        case .expression(let wanted): answer = expression(wanted.expression) + set(question.explanation)
        }
        inside += given(question.id) { .element("code", [:], .text($0)) }
        inside += folds(question.hints, title)
        if work == nil || work?.record(question.id)?.status == .passed {
            inside += fold("Answer", of: title, answer)
        }
        return .block("section", ["class": "task", "aria-labelledby": anchor], inside)
    }

    mutating func set(_ exercise: Exercise) -> Markup {
        exercises += 1
        let title = "Exercise \(exercises)"
        let anchor = anchors.claim(exercise.id)
        var inside = task(title, points: exercise.points, anchor)
        inside += code(exercise.starter.source, isOurs: true, label: nil)
        let record = work?.record(exercise.id)
        if let answer = record?.answer, !answer.isEmpty {
            inside += .block("p", ["class": "given"], .text("Your answer:"))
            inside += code(answer, isOurs: true, label: nil) + output(of: exercise.id, written: nil)
        }
        if work != nil { inside += verdict(exercise.id) }
        inside += folds(exercise.hints, title)
        for check in exercise.checks where !check.isHidden && work == nil {
            inside += fold(
                "How it is checked", of: title, code(check.code.source, isOurs: true, label: nil))
        }
        if let solution = exercise.solution,
            work == nil || record?.status == .passed || record?.sawSolution == true
        {
            inside += fold(
                "Solution", of: title,
                code(solution.source, isOurs: true, label: nil) + set(exercise.explanation))
        }
        return .block("section", ["class": "task", "aria-labelledby": anchor], inside)
    }

    private func expression(_ text: String) -> Markup {
        .block("p", [:], .element("code", [:], CodeMarkup.set(text)))
    }

    private func task(_ title: String, points: Double, _ anchor: String) -> Markup {
        let worth = points == 0 ? "" : " · \(points.short(6)) \(points == 1 ? "point" : "points")"
        return .own("\n")
            + subheading(anchor, .text(title) + .element("span", ["class": "points"], .text(worth)))
    }

    /// What the learner answered, and what it was worth.
    private func given(_ id: String, _ set: (String) -> Markup) -> Markup {
        guard let work else { return .nothing }
        var out = Markup.nothing
        if let answer = work.record(id)?.answer, !answer.isEmpty {
            out += .block("p", ["class": "given"], .text("Your answer: ") + set(answer))
        }
        return out + verdict(id)
    }

    private func verdict(_ id: String) -> Markup {
        let isPassed = work?.record(id)?.status == .passed
        return .block(
            "p", ["class": isPassed ? "verdict passed" : "verdict"], .text(work?.line(for: id) ?? ""))
    }

    private static func words(_ answer: NumberAnswer) -> String {
        switch answer {
        case .absolute(let value, let tolerance):
            tolerance == 0 ? value.short(12) : "\(value.short(12)) ± \(tolerance.short(6))"
        case .relative(let value, let share): "\(value.short(12)) ± \((100 * share).short(6)) %"
        case .interval(let low, let high): "from \(low.short(12)) to \(high.short(12))"
        }
    }
}
