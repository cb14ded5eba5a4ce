"""Times well-known libraries on the rows that a model of the page is given.

Reads a folder with `input.json` ({model, options, inputs: {name: {column: {type, rows}}}}) and one file of little-endian
numbers a column; prints {"tool", "seconds"} as JSON, the rows being ready in memory before the clock starts.
"""

import json
import sys
import time
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np

warnings.filterwarnings("ignore")
folder = Path(sys.argv[1])
asked = json.loads((folder / "input.json").read_text())
options = asked["options"]


def column(table, name):
    kind = asked["inputs"][table][name]["type"]
    return np.fromfile(folder / f"{table}.{name}", dtype="<i8" if kind == "int64" else "<f8")


def has(table, name):
    return name in asked["inputs"].get(table, {})


def logistic():
    """Fits on the training rows, evaluates on the later ones, scores everybody."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    def features(table):
        return np.column_stack([column(table, name) for name in options["features"]])

    train, test, score = features("train"), features("test"), features("score")
    labels, later = column("train", "label"), column("test", "label")
    yield "scikit-learn"
    ridge = options.get("ridge") or 1e-12
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1 / ridge, max_iter=1000))
    model.fit(train, labels)
    roc_auc_score(later, model.predict_proba(test)[:, 1])
    model.predict_proba(score)


def lifetime():
    """BG/NBD, and Gamma-Gamma where there are values; expected purchases of every customer."""
    from lifetimes import BetaGeoFitter, GammaGammaFitter

    x, t_x, age = (column("customers", name) for name in ("x", "t_x", "age"))
    value = column("customers", "value") if has("customers", "value") else None
    yield "lifetimes"
    model = BetaGeoFitter()
    model.fit(x, t_x, age)
    model.conditional_expected_number_of_purchases_up_to_time(options["horizon"], x, t_x, age)
    model.conditional_probability_alive(x, t_x, age)
    if value is not None:
        pays = (x > 0) & (value > 0)
        spend = GammaGammaFitter()
        spend.fit(x[pays], value[pays])
        spend.conditional_expected_average_profit(x, np.nan_to_num(value))


def itemsets():
    """FP-growth and the rules in its sets."""
    import pandas as pd
    from mlxtend.frequent_patterns import association_rules, fpgrowth
    from scipy.sparse import csr_matrix

    baskets, items = column("lines", "basket").astype(int), column("lines", "item").astype(int)
    total, least = int(column("totals", "baskets")[0]), column("totals", "minimum")[0]
    shape = (total, int(items.max()) + 1)
    table = csr_matrix((np.ones(len(items), dtype=bool), (baskets, items)), shape=shape)
    frame = pd.DataFrame.sparse.from_spmatrix(table)
    frame.columns = frame.columns.astype(str)
    yield "mlxtend"
    sets = fpgrowth(frame, min_support=least / total, max_len=options["longest"])
    if len(sets):
        association_rules(sets, metric="confidence", min_threshold=options["confidence"])


def neighbours():
    """Cosine neighbours of all items and of all users, and ten recommendations for each user that is tested."""
    from implicit.nearest_neighbours import CosineRecommender
    from scipy.sparse import csr_matrix

    pair, weight = column("interactions", "pair"), column("interactions", "weight")
    shape = tuple(int(column("size", name)[0]) for name in ("users", "items"))
    matrix = csr_matrix((weight, (pair >> 32, pair & 0xFFFFFFFF)), shape=shape)
    tests = column("tests", "user").astype(int)
    most = options.get("most", 10)
    yield "implicit"
    items = CosineRecommender(K=options["neighbours"], num_threads=2)
    items.fit(matrix, show_progress=False)
    items.recommend(tests, matrix[tests], N=most, filter_already_liked_items=True)
    people = CosineRecommender(K=options["neighbours"], num_threads=2)
    people.fit(matrix.T.tocsr(), show_progress=False)
    (people.similarity[tests] @ matrix).sum()


def kmeans():
    """Log-standardised features, K from 2 to 8 with two beginnings each; no silhouettes."""
    from sklearn.cluster import KMeans
    from sklearn.preprocessing import scale

    names = [name for name in ("recency", "frequency", "monetary") if has("users", name)]
    raw = np.column_stack([column("users", name) for name in names])
    yield "scikit-learn"
    points = scale(np.log1p(raw))
    for k in range(options["least"], options["most"] + 1):
        KMeans(k, n_init=2, max_iter=100, random_state=1).fit(points)


work = {f.__name__: f for f in (logistic, lifetime, itemsets, neighbours, kmeans)}[asked["model"]]()
tool = next(work)
answer = {"tool": f"{tool} {version(tool)}"}
begun = time.perf_counter()
try:
    for _ in work:
        pass
    answer["seconds"] = time.perf_counter() - begun
except Exception as error:  # What a library refuses is a result too.
    answer["refused"] = type(error).__name__
print(json.dumps(answer))
