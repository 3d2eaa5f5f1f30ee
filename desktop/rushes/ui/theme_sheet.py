"""The style sheet of the standard widgets. It holds shapes; the colours come from the theme's tokens.

Whatever this project paints itself (see `widgets`) does not appear here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHEET = """
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 6px; }
QLineEdit, QAbstractSpinBox, QComboBox {
  background: $window; color: $text; border: 1px solid $line; border-radius: 6px; padding: 0 9px; min-height: 26px;
  selection-background-color: $selection; selection-color: $text; }
QPlainTextEdit, QTextEdit, QTextBrowser {
  background: $window; color: $text; border: 1px solid $line; border-radius: 8px; padding: 6px 8px;
  selection-background-color: $selection; selection-color: $text; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover, QPlainTextEdit:hover, QTextEdit:hover {
  border-color: $line_strong; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
  border-color: $accent; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled { color: $muted; }
QLineEdit[bare="true"], QPlainTextEdit[bare="true"], QTextEdit[bare="true"] {
  background: transparent; border: 0; padding: 0; min-height: 0; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QAbstractSpinBox[wrong="true"] { border-color: $bad; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {
  background: transparent; border: 0; padding: 0; min-height: 0; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: $faint; }
QComboBox { padding-right: 26px; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
  background: $raised; color: $text; border: 1px solid $line; padding: 4px; outline: 0;
  selection-background-color: $selection; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 8px; border: 0; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: $selection; color: $text; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: 0; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="faint"] { color: $faint; }
QLabel[tone="accent"] { color: $accent_text; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="bad"] { color: $bad; }
QLabel[tone="info"] { color: $info; }
QLabel[tone="rehearsal"] { color: $rehearsal; }
QPushButton {
  background: $control; color: $text; border: 1px solid transparent; border-radius: 6px; padding: 0 12px;
  min-height: 28px; }
QPushButton:hover { background: $control_hover; }
QPushButton:pressed { background: $control_pressed; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { background: $disabled; color: $muted; }
QPushButton[main="true"] { background: $accent; color: $on_accent; font-weight: 600; }
QPushButton[main="true"]:hover { background: $accent_hover; }
QPushButton[main="true"]:pressed { background: $accent_pressed; }
QPushButton[main="true"]:focus { border-color: $text; }
QPushButton[main="true"]:disabled { background: $disabled; color: $muted; }
QMenu { background: $raised; color: $text; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 20px 5px 8px; border: 0; border-radius: 4px; background: transparent; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $muted; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenuBar { background: $panel; color: $text; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $control; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; border: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; border: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $line_strong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollArea { border: 0; background: transparent; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $line_strong; }
QListView, QTreeView, QTableView {
  background: $window; color: $text; border: 1px solid $line; outline: 0;
  selection-background-color: $selection; selection-color: $text; }
QTableView[bare="true"] { background: $panel; border: 0; }
QHeaderView::section { background: $panel; color: $muted; border: 0; border-bottom: 1px solid $line; padding: 4px 8px; }
QProgressBar { background: $control; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QTabBar::tab {
  background: transparent; color: $muted; padding: 8px 12px; border: 0; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent_text; }
QStatusBar { background: $panel; color: $muted; }
QStatusBar::item { border: 0; }
QGroupBox { border: 0; margin-top: 20px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; color: $muted; }
QTableCornerButton::section { background: $panel; border: 0; border-bottom: 1px solid $line; }
QDialog { background: $panel; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator, QRadioButton::indicator {
  width: 14px; height: 14px; border: 1px solid $line_strong; border-radius: 4px; background: $window; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; background: $on_accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $accent; }
QToolButton { background: transparent; color: $muted; border: 1px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: $control; color: $text; }
QToolButton:focus { border-color: $accent; }
"""


def sheet(colors: Mapping[str, str]) -> str:
    """Return the style sheet with the colours of the tokens put in; raises `KeyError` for a token it does not get."""
    filled = _SHEET
    # The longest first: one token's name may begin another's.
    for token in sorted(colors, key=len, reverse=True):
        filled = filled.replace(f"${token}", colors[token])
    if "$" in filled:
        raise KeyError(filled[filled.index("$") :].split(";")[0])
    return filled
