"""What Keras's layers, models, optimizers, schedules and losses write into their configurations, and what comes of these."""

import keras
import numpy as np
from judging import Judge

LAYERS = [
    "Dense(2)", 'Dense(3, activation="relu", use_bias=False, name="h")', 'Dense(4, kernel_initializer="he_normal")',
    "Dense(4, kernel_initializer=keras.initializers.RandomNormal(stddev=0.01), kernel_regularizer=keras.regularizers.L2(0.01))",
    "Dense(1, kernel_constraint=keras.constraints.MaxNorm(3), bias_constraint=keras.constraints.NonNeg())",
    "Dense(2, bias_initializer=keras.initializers.Constant(0.5), kernel_regularizer=keras.regularizers.L1L2(0.1, 0.2))",
    "Dropout(0.3)", "BatchNormalization()", "BatchNormalization(momentum=0.9, epsilon=0.01)", "LayerNormalization()", "Flatten()",
    "Reshape((2, 2))", "Conv2D(4, 3)", 'Conv2D(8, (3, 5), strides=2, padding="same", activation="relu")', "Conv1D(2, 3)",
    "MaxPooling2D(2)", "MaxPooling2D((2, 3), strides=1)", "AveragePooling2D(2)", "Embedding(10, 4)",
    "Embedding(10, 4, mask_zero=True)", "LSTM(3)", "LSTM(3, return_sequences=True)", "GRU(3)", "SimpleRNN(3)",
    "GlobalAveragePooling1D()", "GlobalAveragePooling2D()", "GlobalMaxPooling1D()", 'Activation("relu")', "LeakyReLU(negative_slope=0.2)",
    "ReLU()", "Softmax()", "Concatenate()", "Add()", "Rescaling(0.5)", "Masking()", "TimeDistributed(keras.layers.Dense(2))",
    "MultiHeadAttention(2, 4)", "GaussianNoise(0.1)", "UpSampling2D()", "ZeroPadding2D()", "Permute((2, 1))", "RepeatVector(3)",
]
OPTIMIZERS = [
    "Adam()", "Adam(0.01, beta_1=0.8, amsgrad=True)", "SGD(0.1, momentum=0.9, nesterov=True)", "SGD()", "RMSprop()", "AdamW()",
    "AdamW(weight_decay=0.01)", "Nadam()", "Adagrad()", "Adadelta()", "Adamax()", "Ftrl()", "Lion()", "Adam(clipnorm=1.0)",
    "Adam(clipvalue=0.5)", "Adam(keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9))",
]
SCHEDULES = [
    "ExponentialDecay(0.1, 10, 0.9)", "ExponentialDecay(0.1, decay_steps=10, decay_rate=0.9, staircase=True)", "CosineDecay(0.1, 10)",
    "PiecewiseConstantDecay([1, 2], [0.1, 0.2, 0.3])", "PolynomialDecay(0.1, 10)", "InverseTimeDecay(0.1, 10, 0.5)",
    "CosineDecayRestarts(0.1, 10)",
]
MODELS = [
    'keras.Sequential([keras.Input((4,)), K.Dense(8, activation="relu"), K.Dropout(0.3), K.Dense(1)])',
    'keras.Sequential([K.Dense(2), K.Dense(1)], name="open")',
    '(lambda i: keras.Model(i, K.Dense(1, name="o")(K.Dense(3, name="h")(i)), name="f"))(keras.Input((4,), name="x"))',
]
# Lines after which the last one is printed.
TRIPS = [
    "l = K.Dense.from_config(K.Dense(5, activation='tanh', name='t').get_config())\n(l.units, l.activation.__name__, l.name)",
    "l = K.Conv2D(8, 3, padding='same', name='c')\nK.Conv2D.from_config(l.get_config()).get_config() == l.get_config()",
    "l = K.Dropout(0.25)\nl.__class__.from_config(l.get_config()).rate",
    "o = keras.optimizers.SGD(0.25, momentum=0.9)\np = keras.optimizers.SGD.from_config(o.get_config())\n"
    "(float(p.learning_rate), p.get_config() == o.get_config())",
    "o = keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.1, 10))\n"
    "keras.optimizers.Adam.from_config(o.get_config()).get_config()['learning_rate']['config']['decay_steps']",
    "m = keras.Sequential([keras.Input((4,)), K.Dense(8, activation='relu'), K.Dense(1)])\n"
    "n = keras.Sequential.from_config(m.get_config())\n"
    "(n.name, n.output_shape, n.count_params(), [l.name for l in n.layers], n.to_json() == m.to_json())",
    "m = keras.Sequential([keras.Input((6,)), K.Dense(2, activation='relu', name='a')])\n"
    "m.compile('sgd', 'mse', metrics=['mae'])\nn = keras.models.model_from_json(m.to_json())\n"
    "(n.compiled, n.layers[0].units, n.optimizer.name)",
    "i = keras.Input((4,), name='x')\nd = K.Dense(4, name='d')\na = K.Add(name='s')([d(d(i)), i])\n"
    "m = keras.Model(i, [K.Dense(1, name='p')(a), K.Dense(2, name='q')(a)], name='two')\n"
    "n = keras.models.model_from_json(m.to_json())\nn.set_weights(m.get_weights())\n"
    "x = np.ones((2, 4))\n(n.name, n.output_names, n.count_params(), [bool(np.allclose(u, v)) for u, v in "
    "zip(m.predict(x, verbose=0), n.predict(x, verbose=0))])",
    "m = keras.Sequential([keras.Input((5, 2)), K.LSTM(3, return_sequences=True), K.GRU(2), K.Dense(1)])\n"
    "n = keras.models.clone_model(m)\n(n.name, n.count_params(), n.get_config() == m.get_config())",
    "b = keras.Sequential([keras.Input((3,)), K.Dense(2, name='in')], name='base')\n"
    "b.trainable = False\nm = keras.Sequential([keras.Input((3,)), b, K.Dense(1, name='out')], name='whole')\n"
    "n = keras.Sequential.from_config(m.get_config())\n([l.name for l in n.layers], n.layers[0].layers[0].units)",
    "import json\nm = keras.Sequential([keras.Input((4,)), K.Dense(1, name='d')])\n"
    "[l['class_name'] for l in json.loads(m.to_json())['config']['layers']]",
    "import json\njson.dumps({'a': [1, 2.5, None, True], 'b': {'c': 'é'}}, indent=2)",
    "import json\njson.loads(json.dumps({'b': 1, 'a': [0.1, 1e-07]}, sort_keys=True))",
]
judge = Judge()


def printed(code):
    keras.utils.clear_session()
    names = {"keras": keras, "K": keras.layers, "np": np}
    *before, last = code.split("\n")
    exec("\n".join(before), names)
    return repr(eval(last, names))


cases = [f"K.{layer}.get_config()" for layer in LAYERS]
cases += [f"keras.optimizers.{optimizer}.get_config()" for optimizer in OPTIMIZERS]
cases += [f"keras.optimizers.schedules.{schedule}.get_config()" for schedule in SCHEDULES]
cases += [f"{model}.get_config()" for model in MODELS] + [f"{model}.to_json()" for model in MODELS] + TRIPS
judge.golden("Tests/VocabularyTests/Golden/keras_configs.json", {"cases": [{"code": c, "printed": printed(c)} for c in cases]})
judge.finish()
