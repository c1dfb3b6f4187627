"""YAML as people write it: every scalar stays the text it is, and every value knows its line.

YAML 1.1 would read the page label `01` as the number 1, `no` as false and a date as a date
object; here the model decides what a value is, so scalars reach it as text.
"""

from exporter.yamlfile.models import validate, worded
from exporter.yamlfile.texts import BadYaml, Yaml, YamlText, parse, parse_all

__all__ = ["BadYaml", "Yaml", "YamlText", "parse", "parse_all", "validate", "worded"]
