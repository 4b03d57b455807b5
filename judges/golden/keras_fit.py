"""Training as Keras does it: the same lines run by Keras and, in the tests, by Descent, and what came of them.

Every case is a text in the language that both read. Kept are the histories, the model's outputs after the last fit, the rate
that the optimizer has then, and the order of the layers; or that Keras refuses.
"""

import os
import warnings

# On JAX a second fit with use_ema fails: variable and average share a buffer that is given away twice.
os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy
from judging import Judge

warnings.simplefilter("ignore")

DATA = """\
x = array([[0.1, 0.9], [0.8, 0.2], [0.5, 0.5], [0.9, 0.7], [0.3, 0.1], [0.6, 0.4]])
y = array([[1.0], [0.0], [1.0], [1.0], [0.0], [0.0]])
v = array([[0.2, 0.7], [0.7, 0.3], [0.4, 0.6]])
w = array([[1.0], [0.0], [0.0]])"""
MODEL = """\
m = Sequential([Dense(3, activation="tanh", kernel_initializer=Constant(0.3), input_shape=(2,)), \
Dense(1, kernel_initializer=Constant(-0.4))])"""
SIGMOID = MODEL.replace("Constant(-0.4)", "Constant(-0.4), activation=\"sigmoid\"")


def training(compiled, *fits, model=MODEL):
    """Data, a model and lines of fits; `fit(…)` stands for one of the data in batches of four, unshuffled."""
    lines = [line.replace("fit(", "m.fit(x, y, batch_size=4, shuffle=False, verbose=0, ") for line in fits]
    return "\n".join([DATA, model, f"m.compile({compiled})", *lines])


VALIDATED = "validation_data=(v, w)"
CASES = {
    # Epochs.
    "initial_epoch": training("SGD(0.1), \"mse\"", "h = fit(epochs=12, initial_epoch=10)"),
    "initial_epoch beyond the end": training("SGD(0.1), \"mse\"", "h = fit(epochs=3, initial_epoch=3)"),
    "a second fit": training("Adam(0.05), \"mse\"", "h = fit(epochs=2)", "g = fit(epochs=3)"),
    "a schedule by the epoch, in a second fit": training(
        "SGD(0.1), \"mse\"", "c = LearningRateScheduler(lambda epoch: 0.1 / (1 + epoch))", "h = fit(epochs=3, callbacks=[c])",
        "g = fit(epochs=5, initial_epoch=3, callbacks=[c])", "k = fit(epochs=2, callbacks=[c])"),
    "start_from_epoch after initial_epoch": training(
        "SGD(0.0), \"mse\"", "h = fit(epochs=12, initial_epoch=2, "
        "callbacks=[EarlyStopping(monitor=\"loss\", patience=2, start_from_epoch=4)])"),
    # What is watched, and which way it should go.
    **{
        f"EarlyStopping on {monitor}": training(
            f"SGD(0.5), \"mse\", metrics=[\"{monitor.removeprefix('val_')}\"]",
            f"h = fit(epochs=6, {VALIDATED}, callbacks=[EarlyStopping(monitor=\"{monitor}\", patience=1)])", model=SIGMOID)
        for monitor in [
            "val_cosine_similarity", "val_mean_absolute_error", "mae", "val_mse", "r2_score", "val_accuracy", "accuracy",
            "root_mean_squared_error", "val_mape", "hinge", "binary_crossentropy", "val_binary_accuracy"]
    },
    "EarlyStopping on the loss": training(
        "SGD(0.0), \"mse\"", "h = fit(epochs=9, callbacks=[EarlyStopping(monitor=\"loss\", patience=3)])"),
    "EarlyStopping on a function": training(
        "SGD(0.1), \"mse\", metrics=[lambda t, p: 0.5]", "h = fit(epochs=3, callbacks=[EarlyStopping(monitor=\"lambda\")])"),
    "ReduceLROnPlateau on a function": training(
        "SGD(0.1), \"mse\", metrics=[lambda t, p: 0.5]",
        "h = fit(epochs=3, callbacks=[ReduceLROnPlateau(monitor=\"lambda\", patience=1)])"),
    "ReduceLROnPlateau on the learning rate": training(
        "SGD(0.1), \"mse\"", "h = fit(epochs=3, callbacks=[ReduceLROnPlateau(monitor=\"learning_rate\")])"),
    "restore_best_weights": training(
        "SGD(0.5), \"mse\"", "h = fit(epochs=8, callbacks=[LearningRateScheduler(lambda epoch: 0.5 * 3.0 ** epoch), "
        "EarlyStopping(monitor=\"loss\", patience=3, restore_best_weights=True)])", model=SIGMOID),
    "baseline": training(
        "SGD(0.05), \"mse\"", "h = fit(epochs=8, callbacks=[EarlyStopping(monitor=\"loss\", patience=2, baseline=0.1)])"),
    # The rate.
    "a plateau and a scheduler": training(
        "SGD(0.1), \"mse\"", "h = fit(epochs=4, callbacks=[LearningRateScheduler(lambda epoch, lr: lr * 0.9), "
        "ReduceLROnPlateau(monitor=\"loss\", factor=0.5, patience=1, min_delta=10)])"),
    "a plateau, then a scheduler": training(
        "SGD(0.1), \"mse\"", "h = fit(epochs=5, callbacks=["
        "ReduceLROnPlateau(monitor=\"loss\", factor=0.5, patience=2, min_delta=10, cooldown=1), "
        "LearningRateScheduler(lambda epoch, lr: lr * 0.9)])"),
    "a plateau with patience 0": training(
        "SGD(0.1), \"mse\"", "h = fit(epochs=5, callbacks=["
        "ReduceLROnPlateau(monitor=\"loss\", factor=0.5, patience=0, min_delta=10, min_lr=0.02)])"),
    "a plateau in a second fit": training(
        "SGD(0.1), \"mse\"", "c = ReduceLROnPlateau(monitor=\"loss\", factor=0.5, patience=1, min_delta=10)",
        "h = fit(epochs=3, callbacks=[c])", "g = fit(epochs=3, callbacks=[c])"),
    "a plateau on a schedule": training(
        "SGD(ExponentialDecay(0.1, 2, 0.5)), \"mse\"", "h = fit(epochs=6, "
        "callbacks=[ReduceLROnPlateau(monitor=\"loss\", factor=0.5, patience=1, min_delta=10)])"),
    "a scheduler on a schedule": training(
        "SGD(ExponentialDecay(0.1, 2, 0.5)), \"mse\"", "h = fit(epochs=2, "
        "callbacks=[LearningRateScheduler(lambda epoch: 0.1)])"),
    "a rate that is set": training(
        "Adam(0.1), \"mse\"", "h = fit(epochs=2)", "m.optimizer.learning_rate = 0.01", "g = fit(epochs=2)"),
    "a rate that is set where a schedule gives it": training(
        "SGD(ExponentialDecay(0.1, 2, 0.5)), \"mse\"", "m.optimizer.learning_rate = 0.01"),
    "the rate of a schedule": training("SGD(ExponentialDecay(0.1, 2, 0.5)), \"mse\"", "h = fit(epochs=3)"),
    # Accumulation.
    **{
        f"accumulation: {rule}": training(f"{rule}, \"mse\"", "h = fit(epochs=7)")
        for rule in [
            "SGD(CosineDecay(1.0, 4), gradient_accumulation_steps=2)",
            "SGD(CosineDecay(1.0, 9), momentum=0.9, gradient_accumulation_steps=3)",
            "Adam(ExponentialDecay(0.1, 3, 0.5), gradient_accumulation_steps=2)",
            "Adam(0.05, gradient_accumulation_steps=4)", "AdamW(0.05, weight_decay=0.1, gradient_accumulation_steps=2)",
            "SGD(0.5, clipnorm=0.1, gradient_accumulation_steps=2)"]
    },
    # Averages of the weights.
    **{
        f"average: {rule}": training(f"{rule}, \"mse\"", "h = fit(epochs=3)")
        for rule in [
            "SGD(0.2, use_ema=True, ema_momentum=0.8)", "Adam(0.05, use_ema=True)",
            "SGD(0.2, use_ema=True, ema_momentum=0.8, ema_overwrite_frequency=1)",
            "SGD(0.2, use_ema=True, ema_momentum=0.8, ema_overwrite_frequency=2)",
            "Adam(0.05, use_ema=True, ema_momentum=0.5, ema_overwrite_frequency=4)",
            "SGD(0.2, use_ema=True, ema_momentum=0.8, gradient_accumulation_steps=2)",
            "SGD(0.2, use_ema=True, ema_momentum=0.8, ema_overwrite_frequency=2, gradient_accumulation_steps=2)"]
    },
    "an average in a second fit": training(
        "SGD(0.2, use_ema=True, ema_momentum=0.8), \"mse\"", "h = fit(epochs=2)", "g = fit(epochs=2)"),
    "an average and the best weights": training(
        "SGD(0.5, use_ema=True, ema_momentum=0.8), \"mse\"", "h = fit(epochs=8, "
        "callbacks=[LearningRateScheduler(lambda epoch: 0.5 * 3.0 ** epoch), "
        "EarlyStopping(monitor=\"loss\", patience=2, restore_best_weights=True)])", model=SIGMOID),
    # Weights of rows and classes, and penalties.
    "class_weight": training("SGD(0.1), \"mse\"", "h = fit(epochs=2, class_weight={0: 1.0, 1: 5.0})"),
    "class_weight of one class": training("SGD(0.1), \"mse\"", "h = fit(epochs=2, class_weight={1: 3.0})"),
    "sample_weight": training(
        "SGD(0.1), \"mse\", metrics=[\"mae\"]", "h = fit(epochs=2, sample_weight=array([1.0, 2.0, 0.0, 1.0, 3.0, 0.5]))"),
    "class_weight and sample_weight": training(
        "SGD(0.1), \"mse\"", "h = fit(epochs=1, class_weight={1: 5.0}, sample_weight=array([1.0, 2.0, 0.0, 1.0, 3.0, 0.5]))"),
    "sample_weight and validation_split": training(
        "SGD(0.1), \"mse\"", "h = fit(epochs=2, validation_split=0.34, "
        "sample_weight=array([1.0, 2.0, 0.0, 1.0, 3.0, 0.5]))"),
    "a penalty and batches of unequal size": "\n".join([
        "x = array([[1.0], [2.0], [3.0]])", "y = array([[1.0], [2.0], [5.0]])",
        "m = Sequential([Dense(1, kernel_initializer=Constant(1.0), kernel_regularizer=l2(1.0), input_shape=(1,))])",
        "m.compile(SGD(0.1), \"mse\")", "h = m.fit(x, y, batch_size=2, epochs=2, shuffle=False, verbose=0)"]),
    "penalties and a validation": training(
        "Adam(0.1), \"mse\"", f"h = fit(epochs=3, {VALIDATED})",
        model=MODEL.replace("Constant(0.3)", "Constant(0.3), kernel_regularizer=l1_l2(0.1, 0.2), bias_regularizer=l2(0.3)")),
    # The order of a functional model's layers.
    **{
        f"layers: {name}": "\n".join([
            "p = Input(shape=(2,))", "q = Input(shape=(2,))", "a = Dense(3, name=\"a\")", "b = Dense(3, name=\"b\")",
            "c = Dense(3, name=\"c\")", *lines])
        for name, lines in {
            "two branches": ["m = Model([p, q], Add(name=\"add\")([a(p), b(q)]))"],
            "two branches, the other way round": ["m = Model([p, q], Add(name=\"add\")([b(q), a(p)]))"],
            "one branch is longer": ["m = Model([p, q], Add(name=\"add\")([a(p), c(b(q))]))"],
            "a branch around": ["t = a(p)", "m = Model(p, Add(name=\"add\")([c(b(t)), t]))"],
            "a layer that is called twice": [
                "t = a(p)", "u = a(q)", "m = Model([p, q], Add(name=\"add\")([b(t), c(Dense(2, name=\"d\")(u))]))"],
            "made later, met first": ["t = b(p)", "u = a(p)", "m = Model(p, Concatenate(name=\"join\")([u, c(t), t]))"],
            "three of them": [
                "t = a(p)", "u = b(t)", "s = c(q)",
                "m = Model([p, q], Concatenate(name=\"join\")([Add(name=\"add\")([u, s]), t]))"],
        }.items()
    },
}


def rerun(name, text):
    """What Keras makes of the lines."""
    names = {
        "array": lambda values: numpy.array(values, dtype="float32"), "Sequential": keras.Sequential, "Model": keras.Model,
        "Input": keras.Input, "Constant": keras.initializers.Constant, "l2": keras.regularizers.L2,
        "l1": keras.regularizers.L1, "l1_l2": keras.regularizers.L1L2,
        **{name: getattr(keras.layers, name) for name in ["Dense", "Add", "Concatenate"]},
        **{name: getattr(keras.optimizers, name) for name in ["SGD", "Adam", "AdamW"]},
        **{name: getattr(keras.optimizers.schedules, name) for name in ["CosineDecay", "ExponentialDecay"]},
        **{name: getattr(keras.callbacks, name)
           for name in ["EarlyStopping", "ReduceLROnPlateau", "LearningRateScheduler"]},
        "max_norm": keras.constraints.MaxNorm, "non_neg": keras.constraints.NonNeg,
    }
    keras.utils.clear_session()
    keras.utils.set_random_seed(1)
    try:
        exec(text, names)
    except (ValueError, TypeError) as error:
        return {"refused": str(error).splitlines()[0]}
    model = names["m"]
    found = {}
    histories = {name: value for name, value in names.items() if isinstance(value, keras.callbacks.History)}
    # A callback that comes after a plateau tells the rate that the plateau has left, not the one that the epoch had.
    if "plateau, then" in name:
        for history in histories.values():
            del history.history["learning_rate"]
    found["histories"] = {
        name: {key: [float(number) for number in numbers] for key, numbers in history.history.items()}
        for name, history in histories.items()}
    if getattr(model, "optimizer", None) is not None:
        found["outputs"] = numpy.asarray(model.predict(names["x"], verbose=0)).reshape(-1).tolist()
        found["rate"] = float(keras.ops.convert_to_numpy(model.optimizer.learning_rate))
    found["layers"] = [layer.name for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
    return found


judge = Judge(relative=1e-5)
cases = []
for name, text in CASES.items():
    cases.append({"name": name, "lines": text.split("\n"), **rerun(name, text)})
judge.golden("Tests/TrainingTests/Golden/keras_fit.json", {"keras": keras.__version__, "cases": cases})
judge.finish()
