import CYaml
import Values
